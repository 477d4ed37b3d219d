import { expect, test } from "vitest";
import { fetchFrom, GIVEN } from "./given-files.ts";

const files = new Map([["a.wasm", Uint8Array.of(1, 2)]]);
const fetchGiven = fetchFrom(files);

test("a given file is fetched by its name", async () => {
  const response = await fetchGiven(new URL(`${GIVEN}a.wasm`));
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(1, 2));
  // WebAssembly compiles while it streams, but only what says that it is WebAssembly.
  expect(response.headers.get("Content-Type")).toBe("application/wasm");
});

test.each([`${GIVEN}b.wasm`, "http://localhost/a.wasm", new Request("http://localhost/a.wasm")])(
  "nothing else is: %s",
  async (address) => {
    await expect(fetchGiven(address)).rejects.toThrow("There is no network here");
  },
);
