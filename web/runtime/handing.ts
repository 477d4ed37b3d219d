import type { RuntimeFile } from "virtual:genclone/runtime";
import type { Given, Piece } from "../../protocol/given.ts";
import { Refilling } from "../../protocol/holes.ts";

/** Takes what is to be handed to a sandbox; each piece is its own. */
export type Give = (given: Given) => unknown;

/** How one file is handed over, as it was sent, piece after piece. The pieces stay with who hands them over. */
export interface Handing {
  piece(piece: Piece): void;
  /** All of them were there. */
  end(): void;
}

/**
 * Hands over a file: as it arrives, where use is made of a part of it, else in one piece, for to the one who waits for it
 * every message is work.
 */
export function handing({ name, bytes, holes }: RuntimeFile, give: Give): Handing {
  const handOver = (piece: Piece) => give({ is: "piece", name, piece });
  const end = () => give({ is: "whole", name });
  if (isUsedInParts(name)) return { piece: (piece) => handOver(piece.slice()), end };
  const filled = new Refilling(bytes, holes);
  return {
    piece: (piece) => filled.add(piece),
    end() {
      handOver(filled.whole);
      end();
    },
  };
}

// WebAssembly compiles while it arrives.
const isUsedInParts = (name: string): boolean => name.endsWith(".wasm");
