/** Unpacks what gzip packed, while it arrives. */
export interface Unpacking {
  /** Takes the next part, and with it the memory that it lies in. What is wrong with it, `end` tells. */
  add(part: Uint8Array<ArrayBuffer>): void;
  /** All that was unpacked. Rejects where the parts were no whole file, or one of another size. */
  end(): Promise<Uint8Array<ArrayBuffer>>;
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
  };
}

async function gather(stream: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (filled + part.value.length > size) throw new Error("it is another file");
    bytes.set(part.value, filled);
    filled += part.value.length;
  }
  if (filled < size) throw new Error("it is another file");
  return bytes;
}
