import { expect, test } from "vitest";
import { fetchFrom, GIVEN, GivenFiles } from "./given-files.ts";

const BYTES = Uint8Array.of(1, 2);

function given(): GivenFiles {
  const files = new GivenFiles(["a.wasm", "late", "never"]);
  files.give("a.wasm", BYTES);
  files.give("never", null);
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
  files.give("late", BYTES);
  files.give("late", null);
  expect(await early).toEqual(BYTES);
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
