import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseExperiment } from "../protocol/experiment.ts";
import { inRepository } from "../scripts/paths.mjs";
import { miniature } from "./miniature.ts";

const read = (name: string) =>
  parseExperiment(readFileSync(inRepository("experiments", `${name}.json`), "utf8"));
const NAMES = readdirSync(inRepository("experiments"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(".json", ""));

const count = (svg: string, part: string) => svg.split(part).length - 1;

test.each(NAMES)("%s has a picture with each of its actions, in light and dark", (name) => {
  const svg = miniature(read(name));
  expect(count(svg, 'class="n"')).toBe(read(name).actions.length);
  expect(svg).toContain("light-dark(");
  expect(svg).not.toMatch(/NaN|undefined|null/);
});

test("a clone has a lane and what it came to; one that was refused has a black square and no lane", () => {
  const cloned = miniature(read("article-clone"));
  expect(count(cloned, "<path")).toBe(2);
  expect(cloned).toContain(">'done'</text>");
  expect(cloned).toContain(">closed</text>");
  const refused = miniature(read("refusals-open-file"));
  expect(count(refused, "<path")).toBe(1);
  expect(count(refused, 'class="b"')).toBe(1);
});

test("what an experiment says is text in its picture", () => {
  const experiment = read("article-clone");
  const expected = experiment.actions.map(() => ({ kind: "yielded", text: "<b>&" }));
  expect(miniature({ ...experiment, expected })).toContain("&lt;b&gt;&amp;</text>");
});
