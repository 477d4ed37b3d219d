/** Unpacks what gzip packed, while it arrives. */
export class Unpacking {
  readonly #writer: WritableStreamDefaultWriter<BufferSource>;
  readonly #unpacked: Promise<Uint8Array<ArrayBuffer>>;

  /** What comes out has so many bytes. */
  constructor(size: number) {
    const { readable, writable } = new DecompressionStream("gzip");
    this.#writer = writable.getWriter();
    this.#unpacked = gather(readable, size);
    this.#unpacked.catch(() => {});
  }

  /** Takes the next part. What is wrong with it, `end` tells. */
  add(part: Uint8Array<ArrayBuffer>): void {
    this.#writer.write(part).catch(() => {});
  }

  /** All that was unpacked. Rejects where the parts were no whole file, or one of another size. */
  end(): Promise<Uint8Array<ArrayBuffer>> {
    this.#writer.close().catch(() => {});
    return this.#unpacked;
  }
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
