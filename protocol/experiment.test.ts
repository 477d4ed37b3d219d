import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { canonicalText } from "./canonical.ts";
import { NotAnExperiment, parseExperiment } from "./experiment.ts";

/** What both readers, this one and `genclone.lab`'s, make of the same texts. */
const Cases = v.object({
  accepted: v.array(v.object({ about: v.string(), given: v.unknown(), canonical: v.unknown() })),
  refused: v.array(v.object({ about: v.string(), given: v.unknown(), where: v.string() })),
});
const cases = v.parse(
  Cases,
  JSON.parse(readFileSync(new URL("./experiment-cases.json", import.meta.url), "utf8")),
);

describe("an experiment's text", () => {
  test.each(cases.accepted.map((one) => [one.about, one] as const))("is read: %s", (_, one) => {
    const text = canonicalText(parseExperiment(JSON.stringify(one.given)));
    expect(text).toBe(`${JSON.stringify(one.canonical, null, 2)}\n`);
    expect(canonicalText(parseExperiment(text))).toBe(text);
  });

  test.each(cases.refused.map((one) => [one.about, one] as const))("is refused: %s", (_, one) => {
    const parse = () => parseExperiment(JSON.stringify(one.given));
    expect(parse).toThrow(NotAnExperiment);
    expect(parse).toThrow(one.where);
  });

  test("is read where it is nested a hundred deep", () => {
    const deep = `{"format": 2, "title": "", "python": "3.14", "source": "", "actions": [], "deep": ${"[".repeat(99)}${"]".repeat(99)}}`;
    expect(parseExperiment(deep)).toHaveProperty("deep");
  });

  test.each([
    ["no JSON", "{", /^It is not JSON: /],
    [
      "nested without end",
      `{"format": 2, "deep": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
      /nested too deeply/,
    ],
    ["nested deeply", `{"format": 2, "deep": ${"[".repeat(100)}${"]".repeat(100)}}`, /nested too deeply/],
  ])("is refused: %s", (_, text, message) => {
    expect(() => parseExperiment(text)).toThrow(NotAnExperiment);
    expect(() => parseExperiment(text)).toThrow(message);
  });

  test("cannot reach a prototype", () => {
    const text = `{"format": 2, "title": "", "python": "3.14", "source": "", "actions": [], "__proto__": {"a": 1}}`;
    const experiment = parseExperiment(text);
    expect(Reflect.getPrototypeOf(experiment)).toBe(Object.prototype);
    expect("a" in experiment).toBe(false);
  });
});

describe("the experiments that come along", () => {
  const folder = new URL("../experiments/", import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

  test.each(names)("%s is in the canonical form", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(canonicalText(parseExperiment(text))).toBe(text);
  });
});
