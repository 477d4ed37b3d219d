import type { Action } from "../protocol/action.ts";
import type { Step } from "../protocol/engine.ts";
import { type Expected, expectedOn, meets } from "../protocol/expectation.ts";
import type { Experiment } from "../protocol/experiment.ts";
import type { Python } from "./pythons.ts";
import type { Played } from "./schedule.ts";
import type { Target } from "./targets.ts";

/** An action with what came of it. */
export interface Done {
  /** From 0. */
  readonly index: number;
  readonly action: Action;
  readonly step: Step;
  /** Null where nothing in particular is. */
  readonly expected: Expected | null;
  readonly differs: boolean;
}

/** What became of an experiment on one Python. */
export interface Result {
  readonly python: Python;
  readonly done: readonly Done[];
  /** `unchecked` where nothing is expected of any action, and each came to an end. */
  readonly status: "passed" | "differs" | "unchecked";
  /** Why there was no interpreter to do the rest, where there was none. */
  readonly failure: string | undefined;
}

/** An experiment with its results, one a Python. */
export interface Report {
  readonly target: Target;
  readonly results: readonly Result[];
  /** How many outcomes were written into its file; undefined where none were to be. */
  readonly recorded?: number;
}

/** Compares what came of an experiment with what it expects on that Python. */
export function judge(experiment: Experiment, python: Python, { steps, failure }: Played): Result {
  const done = steps.map((step, index): Done => {
    const expected = expectedOn(experiment.expected?.[index], python.version);
    const action = experiment.actions[index];
    if (action === undefined) throw new RangeError(`There is no action ${index}.`);
    return { index, action, step, expected, differs: !isFine(step, expected) };
  });
  const isChecked = done.some(({ expected }) => expected !== null);
  const isWrong = failure !== undefined || done.some(({ differs }) => differs);
  return { python, done, failure, status: isWrong ? "differs" : isChecked ? "passed" : "unchecked" };
}

/** An action of which nothing is expected has to come to an end all the same. */
const isFine = (step: Step, expected: Expected | null): boolean =>
  expected === null ? !UNFINISHED.has(step.outcome.kind) : meets(step, expected);

/** Outcomes of actions that the interpreter did not answer. */
export const UNFINISHED: ReadonlySet<string> = new Set(["stopped", "crashed"]);

/** How many of what there were; an experiment counts once a Python. */
export interface Totals {
  readonly experiments: number;
  readonly passed: number;
  readonly differing: number;
  readonly unchecked: number;
  readonly actions: number;
  readonly differences: number;
}

export function totalsOf(reports: readonly Report[]): Totals {
  const results = reports.flatMap((report) => report.results);
  const done = results.flatMap((result) => result.done);
  const count = (status: Result["status"]) => results.filter((result) => result.status === status).length;
  return {
    experiments: results.length,
    passed: count("passed"),
    differing: count("differs"),
    unchecked: count("unchecked"),
    actions: done.length,
    differences: done.filter(({ differs }) => differs).length,
  };
}
