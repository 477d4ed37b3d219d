/** An address that exists nowhere, below which the given files are. */
export const GIVEN = "https://given.invalid/";

/** A file as it is handed over: all of it. */
export type Part = Uint8Array<ArrayBuffer>;

/** Files that are handed over one by one, in any order; whoever asks for one early waits for it. */
export class GivenFiles {
  readonly #names: ReadonlySet<string>;
  readonly #waiting = new Map<string, (part: Part | null) => void>();
  readonly #parts = new Map<string, Promise<Part | null>>();

  /** Expects files of these names and no others. */
  constructor(names: readonly string[]) {
    this.#names = new Set(names);
    for (const name of names) {
      const part = new Promise<Part | null>((resolve) => {
        this.#waiting.set(name, resolve);
      });
      this.#parts.set(name, part);
    }
  }

  /** Hands a file over; null says that it will not come. Only the first word on a name counts. */
  give(name: string, part: Part | null): void {
    this.#waiting.get(name)?.(part);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** A file once it is there. Undefined where it will not come, or is not expected. */
  async bytes(name: string): Promise<Part | undefined> {
    return (await this.#parts.get(name)) ?? undefined;
  }

  /** The same, as what `fetch` resolves to. */
  async response(name: string): Promise<Response | undefined> {
    const bytes = await this.bytes(name);
    return bytes && new Response(bytes, headersOf(name));
  }

  /** Lets go of all files. */
  clear(): void {
    this.#parts.clear();
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
export async function importFrom(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  try {
    return await import(/* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
