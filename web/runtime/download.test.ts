import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { download } from "./download.ts";

const PACKED = gzipSync("abcd".repeat(50));

const server = createServer((request, response) => {
  if (request.url === "/slow") return void response.write("ab");
  if (request.url === "/gone") response.statusCode = 404;
  response.end(request.url === "/packed" ? PACKED : "abcd");
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address === "object" && address !== null) base = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const file = (name: string, bytes = 4) => ({
  name,
  bytes,
  sent: bytes,
  isPacked: false,
  url: `${base}/${name}`,
});
const never = new AbortController().signal;

test("progress is counted in the bytes of all files", async () => {
  const seen: (readonly [number, number])[] = [];
  const files = await download([file("a"), file("b")], (...progress) => seen.push(progress), never);
  expect(new TextDecoder().decode(files.get("b"))).toBe("abcd");
  expect(seen[0]).toEqual([0, 8]);
  expect(seen.at(-1)).toEqual([8, 8]);
});

test("what is packed is unpacked, and counted as it is sent", async () => {
  const seen: (readonly [number, number])[] = [];
  const packed = { ...file("packed", 200), sent: PACKED.length, isPacked: true };
  const files = await download([packed], (...progress) => seen.push(progress), never);
  expect(new TextDecoder().decode(files.get("packed"))).toBe("abcd".repeat(50));
  expect(seen.at(-1)).toEqual([PACKED.length, PACKED.length]);
});

test.each([
  ["gone", 4, "gone could not be downloaded: the server answered 404"],
  ["cut", 5, "cut could not be downloaded: came incomplete: 4 of 5 bytes"],
  ["swapped", 3, "swapped could not be downloaded: the server sent another file"],
])("a file that is %s is named, and the others are not waited for", async (name, bytes, message) => {
  await expect(download([file("slow"), file(name, bytes)], () => {}, never)).rejects.toThrow(message);
});

test("a file that does not unpack to its size is named", async () => {
  const packed = { ...file("packed", 201), sent: PACKED.length, isPacked: true };
  await expect(download([packed], () => {}, never)).rejects.toThrow(
    "packed could not be downloaded: it unpacks to 200 of 201 bytes",
  );
});

test("a download can be given up", async () => {
  const giveUp = new AbortController();
  const given = download([file("slow")], (loaded) => loaded > 0 && giveUp.abort(), giveUp.signal);
  await expect(given).rejects.toThrow("slow could not be downloaded");
});
