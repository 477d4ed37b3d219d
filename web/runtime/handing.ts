import type { Given, Piece } from "../../protocol/given.ts";

/** Takes what is to be handed to a sandbox; each piece is its own. */
export type Give = (given: Given) => unknown;

/** How one file is handed over, piece after piece. The pieces stay with who hands them over. */
export interface Handing {
  piece(piece: Piece): void;
  /** All of them were there. */
  end(): void;
}

/**
 * Hands over a file of so many bytes: as it arrives, where use is made of a part of it, else in one piece, for to the one
 * who waits for it every message is work.
 */
export function handing(name: string, bytes: number, give: Give): Handing {
  const handOver = (piece: Piece) => give({ is: "piece", name, piece });
  const end = () => give({ is: "whole", name });
  if (isUsedInParts(name)) return { piece: (piece) => handOver(piece.slice()), end };
  const whole = new Uint8Array(bytes);
  let at = 0;
  return {
    piece(piece) {
      whole.set(piece, at);
      at += piece.length;
    },
    end() {
      handOver(whole);
      end();
    },
  };
}

// WebAssembly compiles while it arrives.
const isUsedInParts = (name: string): boolean => name.endsWith(".wasm");
