const PAGE = 65_536;

/**
 * Lets no WebAssembly memory of this process grow beyond so many bytes. Whoever asks for more is told what it is told
 * where the machine has no more; CPython makes a `MemoryError` of that.
 */
export function capMemory(bytes: number): void {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * PAGE > bytes) throw new RangeError("The memory is capped.");
    return grow.call(this, pages);
  };
}
