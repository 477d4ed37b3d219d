import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { download } from "./download.ts";
import type { Part } from "./host.ts";

const server = createServer((request, response) => {
  if (request.url === "/slow") return void response.write("ab");
  if (request.url === "/gone") response.statusCode = 404;
  response.end("abcd");
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

const file = (name: string, sent = 4) => ({
  name,
  bytes: sent,
  sent,
  isPacked: false,
  url: `${base}/${name}`,
});
const nobody = () => {};
const never = new AbortController().signal;

test("progress is counted in the bytes of all files", async () => {
  const seen: (readonly [number, number])[] = [];
  const handed = new Map<string, string>();
  const hand = (name: string, { bytes }: Part) => handed.set(name, new TextDecoder().decode(bytes));
  await download([file("a"), file("b")], hand, (...progress) => seen.push(progress), never);
  expect(Object.fromEntries(handed)).toEqual({ a: "abcd", b: "abcd" });
  expect(seen[0]).toEqual([0, 8]);
  expect(seen.at(-1)).toEqual([8, 8]);
});

test.each([
  ["gone", 4, "gone could not be downloaded: the server answered 404"],
  ["cut", 5, "cut came incomplete: 4 of 5 bytes"],
  ["swapped", 3, "swapped could not be downloaded: the server sent another file"],
])("a file that is %s is named, and the others are not waited for", async (name, bytes, message) => {
  await expect(download([file("slow"), file(name, bytes)], nobody, nobody, never)).rejects.toThrow(message);
});

test("a download can be given up", async () => {
  const giveUp = new AbortController();
  const given = download([file("slow")], nobody, (loaded) => loaded > 0 && giveUp.abort(), giveUp.signal);
  await expect(given).rejects.toThrow("slow could not be downloaded");
});
