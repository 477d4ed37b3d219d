import { gather } from "./gather.ts";

/** Unpacks what gzip packed, while it arrives. */
export interface Unpacking {
  /** Takes the next part, and with it the memory that it lies in. What is wrong with it, `end` tells. */
  add(part: Uint8Array<ArrayBuffer>): void;
  /** All that was unpacked. Rejects where the parts were no whole file, or one of another size. */
  end(): Promise<Uint8Array<ArrayBuffer>>;
  /** Gives it up, where no more parts will come. */
  stop(): void;
}

/** Unpacks here. What comes out has so many bytes. */
export function unpackHere(size: number): Unpacking {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const unpacked = gather(readable, size);
  unpacked.catch(() => {});
  return {
    add: (part) => void writer.write(part).catch(() => {}),
    end() {
      writer.close().catch(() => {});
      return unpacked;
    },
    stop: () => void writer.abort().catch(() => {}),
  };
}
