import { expect, test } from "vitest";
import { readExamples } from "./examples.ts";
import { BLANK } from "./first.ts";
import { arrange, firstSentence, search } from "./gallery.ts";

const EXAMPLES = readExamples(
  import.meta.glob<string>("../../experiments/*.json", { query: "?raw", import: "default", eager: true }),
);

const groups = arrange(
  new Map([
    ["async-chain", { ...BLANK, title: "A chain", notes: "Each awaits. The next." }],
    ["odd", { ...BLANK, title: "Odd", source: "def odd(): yield 'zebra'" }],
    ["article-simple", { ...BLANK, title: "Simple" }],
  ]),
);

test("the gallery's groups have an order of their own, and what fits none comes last", () => {
  expect(groups.map(({ title, exhibits }) => [title, exhibits[0]?.name])).toEqual([
    ["The article", "article-simple"],
    ["Async", "async-chain"],
    ["More", "odd"],
  ]);
});

test("words find experiments by what is said of them, their group and their source", () => {
  const found = (words: string) =>
    search(groups, words).flatMap(({ exhibits }) => exhibits.map((e) => e.name));
  expect(found("")).toHaveLength(3);
  expect(found("AWAITS")).toEqual(["async-chain"]);
  expect(found("zebra 3.14")).toEqual(["odd"]);
  expect(found("article")).toEqual(["article-simple"]);
  expect(found("article zebra")).toEqual([]);
});

test("a note begins with its first sentence, which may be all of it", () => {
  expect(firstSentence("In 3.10 it blocks. Then not.")).toBe("In 3.10 it blocks.");
  expect(firstSentence("no end")).toBe("no end");
});

test("every experiment that comes along is in the gallery once", () => {
  const names = arrange(EXAMPLES).flatMap(({ exhibits }) => exhibits.map(({ name }) => name));
  expect(names.toSorted()).toEqual([...EXAMPLES.keys()].toSorted());
});
