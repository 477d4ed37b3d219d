import { expect, test } from "vitest";
import { fetchFrom, GIVEN, GivenFiles } from "./given-files.ts";

const BYTES = Uint8Array.of(1, 2);

/** Hands the file over in two pieces. */
function give(files: GivenFiles, name: string): void {
  for (const byte of BYTES) files.take({ is: "piece", name, piece: Uint8Array.of(byte) });
  files.take({ is: "whole", name });
}

function given(): GivenFiles {
  const files = new GivenFiles(["a.wasm", "late", "never"]);
  give(files, "a.wasm");
  files.take({ is: "missing", name: "never" });
  return files;
}

test("a given file is fetched by its name", async () => {
  const response = await fetchFrom(given())(new URL(`${GIVEN}a.wasm`));
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES);
  expect(response.headers.get("Content-Type")).toBe("application/wasm");
});

test("a file is there as often as it is asked for", async () => {
  const files = given();
  expect(await files.bytes("a.wasm")).toEqual(BYTES);
  expect(await files.bytes("a.wasm")).toEqual(BYTES);
});

test("a file can be asked for before it is there", async () => {
  const files = given();
  const early = files.bytes("late");
  give(files, "late");
  files.take({ is: "missing", name: "late" });
  expect(await early).toEqual(BYTES);
});

test("the body of a response arrives as the pieces do", async () => {
  const files = given();
  const early = fetchFrom(files)(`${GIVEN}late`);
  files.take({ is: "piece", name: "late", piece: Uint8Array.of(1) });
  const body = (await early).body?.getReader();
  expect(await body?.read()).toEqual({ done: false, value: Uint8Array.of(1) });
  const next = body?.read();
  files.take({ is: "piece", name: "late", piece: Uint8Array.of(2) });
  expect(await next).toEqual({ done: false, value: Uint8Array.of(2) });
  files.take({ is: "whole", name: "late" });
  expect(await files.bytes("late")).toEqual(BYTES);
  expect(await body?.read()).toEqual({ done: true, value: undefined });
});

test("pieces are of no use once it is said that the rest will not come", async () => {
  const files = given();
  files.take({ is: "piece", name: "late", piece: BYTES });
  files.take({ is: "missing", name: "late" });
  expect(await files.bytes("late")).toBeUndefined();
});

test("what will not come, or is not expected, is undefined", async () => {
  expect(await given().bytes("never")).toBeUndefined();
  expect(await given().bytes("other")).toBeUndefined();
});

test.each([`${GIVEN}b.wasm`, "http://localhost/a.wasm", new Request("http://localhost/a.wasm")])(
  "nothing else is fetched: %s",
  async (address) => {
    await expect(fetchFrom(given())(address)).rejects.toThrow("There is no network here");
  },
);
