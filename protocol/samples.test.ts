import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parseStep } from "./engine.ts";
import { expectedOn } from "./expectation.ts";
import { parseExperiment } from "./experiment.ts";

const folder = new URL("./samples/", import.meta.url);
const experiments = new URL("../experiments/", import.meta.url);
const names = readdirSync(folder);

/** The Python that gave the samples. */
const SAMPLED = "3.14";

/** The steps that the lab answered to one experiment; `python/tests/test_samples.py` keeps them true. */
const steps = (name: string): readonly unknown[] =>
  v.parse(v.array(v.unknown()), JSON.parse(readFileSync(new URL(name, folder), "utf8")));

describe("what the lab answers", () => {
  test.each(names)("%s is parsed, and nothing in it is unknown", (name) => {
    const answers = steps(name);
    expect(answers.length).toBeGreaterThan(1);
    for (const answer of answers) expect(parseStep(JSON.stringify(answer))).toEqual(answer);
  });

  test.each(names)("%s has the outcomes that its experiment expects", (name) => {
    const experiment = parseExperiment(readFileSync(new URL(name, experiments), "utf8"));
    const outcomes = steps(name).map((answer) => parseStep(JSON.stringify(answer)).outcome);
    expect(outcomes.map(({ kind, text }) => ({ kind, text }))).toEqual(
      experiment.actions.map((_, index) => expectedOn(experiment.expected?.[index], SAMPLED)),
    );
  });
});

describe("what is no answer", () => {
  const [first] = steps("article-clone.json");
  const damaged = (change: (step: Record<string, unknown>) => void): string => {
    const step: Record<string, unknown> = v.parse(v.record(v.string(), v.unknown()), structuredClone(first));
    change(step);
    return JSON.stringify(step);
  };

  test.each([
    ["not JSON", "{"],
    ["another shape", "[]"],
    ["an unknown outcome", damaged((step) => Object.assign(step, { outcome: { kind: "won", text: "" } }))],
    ["no snapshot", damaged((step) => delete step.snapshot)],
    ["output that is no text", damaged((step) => Object.assign(step, { stdout: 1 }))],
  ])("%s is refused", (_, text) => {
    expect(() => parseStep(text)).toThrow();
  });
});
