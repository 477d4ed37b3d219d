import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Given, Piece } from "../../protocol/given.ts";
import { download } from "./download.ts";

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
  holes: [],
  sent,
  isPacked: false,
  url: `${base}/${name}`,
});
const nobody = () => {};

/** The text of pieces that come one after the other. */
const text = (pieces: readonly Piece[]) => pieces.map((piece) => new TextDecoder().decode(piece)).join("");
const never = new AbortController().signal;

test("progress is counted in the bytes of all files", async () => {
  const seen: (readonly [number, number])[] = [];
  const files = [file("a"), file("b")];
  const downloaded = await download(files, nobody, (...progress) => seen.push(progress), never);
  expect(downloaded.map(({ pieces }) => text(pieces))).toEqual(["abcd", "abcd"]);
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

test("what is sent packed is given unpacked, piece by piece, and kept with what was sent", async () => {
  const packed = { ...file("packed", PACKED.length), bytes: 8, isPacked: true };
  const given: Given[] = [];
  const [downloaded] = await download([packed], (one) => given.push(one), nobody, never);
  const pieces = given.flatMap((one) => (one.is === "piece" ? [one.piece] : []));
  expect(text(pieces)).toBe("abcdabcd");
  expect(given.at(-1)).toEqual({ is: "whole", name: "packed" });
  expect(downloaded?.pieces).toEqual(pieces);
  expect(Buffer.concat([...(downloaded?.sent ?? [])])).toEqual(PACKED);
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
