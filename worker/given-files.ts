/** An address that exists nowhere, below which the given files are. */
export const GIVEN = "https://given.invalid/";

const WASM = { headers: { "Content-Type": "application/wasm" } };

/** A `fetch` that answers with the files it was given, and with nothing else in the world. */
export const fetchFrom =
  (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): typeof fetch =>
  async (input) => {
    const address = input instanceof Request ? input.url : String(input);
    const file = address.startsWith(GIVEN) ? files.get(address.slice(GIVEN.length)) : undefined;
    if (file === undefined) throw new TypeError(`There is no network here, so no ${address}.`);
    return new Response(file, address.endsWith(".wasm") ? WASM : undefined);
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
