import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseExperiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { readTargets } from "./targets.ts";

const text = (title: string) => JSON.stringify({ format: 2, title, python: "3.14", source: "", actions: [] });

const folder = mkdtempSync(join(tmpdir(), "genclone-targets-"));
const at = (...parts: string[]) => join(folder, ...parts);
let link = "";
beforeAll(async () => {
  mkdirSync(at("good", "deep"), { recursive: true });
  mkdirSync(at("empty"));
  writeFileSync(at("good", "b.json"), text("B"));
  writeFileSync(at("good", "a.json"), text("A"));
  writeFileSync(at("good", "deep", "c.json"), text("C"));
  writeFileSync(at("good", "notes.txt"), "no experiment");
  writeFileSync(at("bad.json"), '{"format": 9}');
  link = `https://example.org/play/#${await encodeLink(parseExperiment(text("D")))}`;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const titles = async (...words: readonly string[]) =>
  (await readTargets(words)).targets.map(({ experiment }) => experiment.title);
const problems = async (...words: readonly string[]) => (await readTargets(words)).problems;

test("a folder is all that is below it, sorted", async () => {
  expect(await titles(at("good"))).toEqual(["A", "B", "C"]);
});

test("what is given keeps its order, and is read once", async () => {
  expect(await titles(at("good", "b.json"), link, at("good"), link)).toEqual(["B", "D", "A", "C"]);
});

test("a link is one with its page, with its hash or without", async () => {
  const fragment = link.slice(link.indexOf("#"));
  expect(await titles(link, fragment, fragment.slice(1))).toEqual(["D", "D", "D"]);
  const { targets } = await readTargets([at("good", "a.json"), link]);
  expect(targets.map(({ name, from }) => [name, from])).toEqual([
    [at("good", "a.json"), "file"],
    ["link 1", "link"],
  ]);
});

test("each that cannot be read is named, with what is wrong", async () => {
  const given = [at("none.json"), at("empty"), at("bad.json"), "https://example.org/", `${link}!`];
  const said = await problems(...given, at("good"));
  expect(said).toEqual([
    `${at("none.json")}: There is no such file or folder.`,
    `${at("empty")}: There is no .json file in this folder.`,
    expect.stringMatching(/bad\.json: It is of format 9, and formats 1 to 2 can be read here/),
    "link 1: The link carries no experiment: it does not begin as one does.",
    expect.stringMatching(/^link 2: The link is damaged/),
  ]);
});
