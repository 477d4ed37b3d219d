import * as v from "valibot";
import { Action } from "./action.ts";

/** The newest format this code reads and writes. */
export const FORMAT = 1;

/** Source plus actions: all there is to an experiment. */
export const Experiment = v.looseObject({
  format: v.literal(FORMAT),
  title: v.string(),
  notes: v.optional(v.string(), ""),
  python: v.pipe(v.string(), v.regex(/^3\.\d+$/)),
  source: v.string(),
  actions: v.array(Action),
  /** What each action leads to, in the order of `actions`. */
  expected: v.optional(v.array(v.object({ kind: v.string(), text: v.string() }))),
});
export type Experiment = v.InferOutput<typeof Experiment>;

/** Parses the text of an experiment file. Throws `SyntaxError` or `ValiError`. */
export const parseExperiment = (text: string): Experiment => v.parse(Experiment, JSON.parse(text));
