/** A run of zeros in a file, which is left out of what is sent of it. */
export interface Hole {
  /** Where in the whole file it begins. */
  readonly at: number;
  readonly length: number;
}

/**
 * What is left of a file without its runs of at least so many zeros, and where those were. Memory is half zeros, and costs
 * most where it is touched.
 */
export function withoutHoles(
  whole: Uint8Array,
  least: number,
): { readonly bytes: Uint8Array; readonly holes: readonly Hole[] } {
  const holes = holesOf(whole, least);
  const bytes = new Uint8Array(holes.reduce((left, { length }) => left - length, whole.length));
  let from = 0;
  let to = 0;
  for (const { at, length } of [...holes, { at: whole.length, length: 0 }]) {
    bytes.set(whole.subarray(from, at), to);
    to += at - from;
    from = at + length;
  }
  return { bytes, holes };
}

function holesOf(whole: Uint8Array, least: number): readonly Hole[] {
  const holes: Hole[] = [];
  let at = 0;
  while (at < whole.length) {
    if (whole[at] !== 0) {
      at++;
      continue;
    }
    let end = at + 1;
    while (whole[end] === 0) end++;
    if (end - at >= least) holes.push({ at, length: end - at });
    at = end;
  }
  return holes;
}

/** Puts a file together again, from pieces of what was sent of it. */
export class Refilling {
  readonly whole: Uint8Array<ArrayBuffer>;
  readonly #holes: readonly Hole[];
  #passed = 0;
  #at = 0;

  /** For a file of which so many bytes are sent. */
  constructor(sent: number, holes: readonly Hole[]) {
    this.whole = new Uint8Array(holes.reduce((size, { length }) => size + length, sent));
    this.#holes = holes;
  }

  /** Throws a RangeError where it is more than there is room for. */
  add(piece: Uint8Array): void {
    let rest = piece;
    while (rest.length > 0) {
      const hole = this.#holes[this.#passed];
      if (hole?.at === this.#at) {
        this.#at += hole.length;
        this.#passed++;
      }
      const upTo = (this.#holes[this.#passed]?.at ?? this.whole.length) - this.#at;
      if (upTo <= 0) throw new RangeError(`There is room for no more than ${this.whole.length} bytes.`);
      const part = rest.subarray(0, upTo);
      this.whole.set(part, this.#at);
      this.#at += part.length;
      rest = rest.subarray(upTo);
    }
  }
}
