import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parseStep, type Step } from "../protocol/engine.ts";
import { type Experiment, parseExperiment } from "../protocol/experiment.ts";
import type { Python } from "./pythons.ts";
import { record } from "./record.ts";
import { judge } from "./result.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** What the lab answered to experiments/article-clone.json. */
const STEPS: readonly Step[] = v
  .parse(v.array(v.unknown()), JSON.parse(read("../protocol/samples/article-clone.json")))
  .map((step) => parseStep(JSON.stringify(step)));
const COUNTING = parseExperiment(read("../experiments/article-clone.json"));
const { expected: EXPECTED, ...UNCHECKED } = COUNTING;

const python = (version: string, isNative = false): Python => ({
  name: version,
  version,
  isNative,
  spawn: () => () => Promise.reject(new Error("Nothing is run here.")),
});

/** The same answers, but that the second one has another text. */
const otherwise = (text: string): readonly Step[] =>
  STEPS.map((step, index) =>
    index === 1 ? { ...step, outcome: { kind: "yielded", text, object: null, awaiting: false } } : step,
  );

/** What is expected after these answers on these versions; `n` before a version marks a native one. */
const recorded = (experiment: Experiment, answers: Readonly<Record<string, readonly Step[]>>) =>
  record(
    experiment,
    Object.entries(answers).map(([name, steps]) => {
      const [version, isNative] = [name.replace("n", ""), name.startsWith("n")];
      return judge(experiment, python(version, isNative), { steps, failure: undefined });
    }),
  ).expected;

describe("what is recorded", () => {
  test("is kind and text of every action", () => {
    expect(recorded(UNCHECKED, { "3.14": STEPS })).toEqual(EXPECTED);
  });

  test("has under `on` what differs on a version, next to what came on the experiment's own", () => {
    const expected = recorded(UNCHECKED, { "3.10": otherwise("old"), "3.12": STEPS, "3.14": STEPS });
    expect(expected?.[1]).toEqual({ ...EXPECTED?.[1], on: { "3.10": { kind: "yielded", text: "old" } } });
    expect(expected?.[0]).toEqual(EXPECTED?.[0]);
  });

  test("leaves what is said of versions that were not run", () => {
    const before = recorded(UNCHECKED, { "3.10": otherwise("old"), "3.14": STEPS });
    const after = recorded({ ...UNCHECKED, expected: before ?? [] }, { "3.11": otherwise("middle") });
    expect(after?.[1]).toEqual({
      ...EXPECTED?.[1],
      on: { "3.10": { kind: "yielded", text: "old" }, "3.11": { kind: "yielded", text: "middle" } },
    });
  });

  test("drops from `on` what is no exception any more", () => {
    const before = recorded(UNCHECKED, { "3.10": otherwise("old"), "3.14": STEPS });
    expect(recorded({ ...UNCHECKED, expected: before ?? [] }, { "3.10": STEPS })).toEqual(EXPECTED);
  });

  test("is what came in WebAssembly where a version ran natively, too", () => {
    const expected = recorded(UNCHECKED, { "3.14": STEPS, "n3.14": otherwise("native") });
    expect(expected).toEqual(EXPECTED);
  });

  test("has a digest only where there was one, and keeps fields that are not known", () => {
    const said = { kind: "yielded", text: "other", digest: "0123456789abcdef", why: "because" };
    const expected = recorded({ ...UNCHECKED, expected: [null, said] }, { "3.14": STEPS });
    expect(expected?.[1]).toEqual({ ...EXPECTED?.[1], digest: STEPS[1]?.digest, why: "because" });
    expect(expected?.[2]).toEqual(EXPECTED?.[2]);
  });

  test("says of an action that hung only that, for how long it was given is not its own", () => {
    const stopped = STEPS.map((step): Step => ({ ...step, outcome: { kind: "stopped", text: "after 5 s" } }));
    expect(recorded(UNCHECKED, { "3.14": stopped })?.[0]).toEqual({ kind: "stopped" });
  });
});
