import type { Given, Piece } from "../protocol/given.ts";
import { joined } from "../protocol/joined.ts";

/** An address that exists nowhere, below which the given files are. */
export const GIVEN = "https://given.invalid/";

/** Files that are handed over piece by piece, several at a time; whoever asks for one early waits for it. */
export class GivenFiles {
  readonly #files: Map<string, GivenFile>;

  /** Expects files of these names and no others. */
  constructor(names: readonly string[]) {
    this.#files = new Map(names.map((name) => [name, new GivenFile()]));
  }

  /** What comes of a file after its end is not heard. */
  take(given: Given): void {
    this.#files.get(given.name)?.take(given);
  }

  /** A file once it is there. Undefined where it will not come, or is not expected. */
  async bytes(name: string): Promise<Piece | undefined> {
    return this.#files.get(name)?.whole();
  }

  /** The same, as what `fetch` resolves to, whose body arrives as the pieces do. */
  async response(name: string): Promise<Response | undefined> {
    const body = await this.#files.get(name)?.stream();
    return body && new Response(body, headersOf(name));
  }

  /** Lets go of all files. */
  clear(): void {
    this.#files.clear();
  }
}

/** One of them, as far as it is there. */
class GivenFile {
  #pieces: Piece[] = [];
  #is: "arriving" | "whole" | "missing" = "arriving";
  #waiting: (() => void)[] = [];

  take(given: Given): void {
    if (this.#is !== "arriving") return;
    if (given.is === "piece") this.#pieces.push(given.piece);
    else this.#is = given.is;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const goOn of waiting) goOn();
  }

  async whole(): Promise<Piece | undefined> {
    while (this.#is === "arriving") await this.#more();
    if (this.#is === "missing") return undefined;
    if (this.#pieces.length !== 1) this.#pieces = [joined(this.#pieces)];
    return this.#pieces[0];
  }

  /** Its pieces as they come; undefined where none will. */
  async stream(): Promise<ReadableStream<Piece> | undefined> {
    while (this.#is === "arriving" && this.#pieces.length === 0) await this.#more();
    if (this.#is === "missing") return undefined;
    const pieces = this.#pieces;
    let next = 0;
    return new ReadableStream({
      pull: async (stream) => {
        while (this.#is === "arriving" && pieces.length === next) await this.#more();
        for (const piece of pieces.slice(next)) stream.enqueue(piece);
        next = pieces.length;
        if (this.#is !== "arriving") stream.close();
      },
    });
  }

  #more(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

// WebAssembly compiles while it streams, but only what says that it is WebAssembly.
const headersOf = (name: string): ResponseInit | undefined =>
  name.endsWith(".wasm") ? { headers: { "Content-Type": "application/wasm" } } : undefined;

/** A `fetch` that answers with the given files, and with nothing else in the world. */
export const fetchFrom =
  (files: GivenFiles): typeof fetch =>
  async (input) => {
    const address = input instanceof Request ? input.url : String(input);
    const response = address.startsWith(GIVEN)
      ? await files.response(address.slice(GIVEN.length))
      : undefined;
    if (response === undefined) throw new TypeError(`There is no network here, so no ${address}.`);
    return response;
  };

/** Imports a module from its bytes. */
export async function importFrom(bytes: Piece): Promise<unknown> {
  const url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  try {
    return await import(/* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
