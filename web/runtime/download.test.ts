import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Downloaded, download } from "./download.ts";

const PACKED = gzipSync("abcdabcd");

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
  const hand = (name: string, { bytes }: Downloaded) => handed.set(name, new TextDecoder().decode(bytes));
  await download([file("a"), file("b")], hand, (...progress) => seen.push(progress), never);
  expect(Object.fromEntries(handed)).toEqual({ a: "abcd", b: "abcd" });
  expect(seen[0]).toEqual([0, 8]);
  expect(seen.at(-1)).toEqual([8, 8]);
});

test.each([
  ["gone", 4, "gone could not be downloaded: the server answered 404"],
  ["cut", 5, "cut could not be downloaded: it came incomplete, 4 of 5 bytes"],
  ["swapped", 3, "swapped could not be downloaded: the server sent another file"],
])("a file that is %s is named, and the others are not waited for", async (name, bytes, message) => {
  await expect(download([file("slow"), file(name, bytes)], nobody, nobody, never)).rejects.toThrow(message);
});

test("what is sent packed is handed over unpacked, with what was sent", async () => {
  const packed = { ...file("packed", PACKED.length), bytes: 8, isPacked: true };
  const handed: Downloaded[] = [];
  await download([packed], (_, one) => handed.push(one), nobody, never);
  expect(handed.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(["abcdabcd"]);
  expect(handed[0]?.sent).toEqual(new Uint8Array(PACKED));
});

test.each([
  ["is not packed", { ...file("plain"), isPacked: true }],
  ["unpacks to less", { ...file("packed", PACKED.length), bytes: 9, isPacked: true }],
  ["unpacks to more", { ...file("packed", PACKED.length), bytes: 7, isPacked: true }],
])("what %s is refused", async (_, wrong) => {
  const there = { ...wrong, url: `${base}/${wrong.name}` };
  await expect(download([there], nobody, nobody, never)).rejects.toThrow(
    `${wrong.name} could not be downloaded`,
  );
});

test("a download can be given up", async () => {
  const giveUp = new AbortController();
  const given = download([file("slow")], nobody, (loaded) => loaded > 0 && giveUp.abort(), giveUp.signal);
  await expect(given).rejects.toThrow("slow could not be downloaded");
});
