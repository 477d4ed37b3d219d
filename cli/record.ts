import type { Step } from "../protocol/engine.ts";
import type { Expectation, Expected } from "../protocol/expectation.ts";
import type { Experiment } from "../protocol/experiment.ts";
import { type Result, UNFINISHED } from "./result.ts";

/**
 * The experiment with what came of it as what it expects. What is said of all versions is what came on its own, or if
 * that was not run stays as it was; a version on which something else came has it under `on`. A version that was not
 * run keeps what is said of it, and every field that is not known is kept.
 */
export function record(experiment: Experiment, results: readonly Result[]): Experiment {
  const steps = stepsByVersion(results);
  const expected = experiment.actions.map((_, index): Expectation => {
    const came = [...steps].flatMap(([version, all]) => {
      const step = all[index];
      return step === undefined ? [] : ([[version, step]] as const);
    });
    return recorded(experiment.expected?.[index] ?? null, came, experiment.python);
  });
  return { ...experiment, expected };
}

/** Where a version ran natively as well, what came in WebAssembly is taken. */
function stepsByVersion(results: readonly Result[]): ReadonlyMap<string, readonly Step[]> {
  const ordered = [...results].sort((a, b) => Number(b.python.isNative) - Number(a.python.isNative));
  return new Map(ordered.map(({ python, done }) => [python.version, done.map(({ step }) => step)]));
}

function recorded(
  before: Expectation,
  came: readonly (readonly [version: string, step: Step])[],
  own: string,
): Expectation {
  const now = new Map(
    came.map(([version, step]) => [version, inFile(step, before?.on?.[version] ?? before)]),
  );
  const general = now.get(own) ?? before ?? [...now.values()][0];
  if (general === undefined) return before;

  const { on: onBefore = {}, ...others } = before ?? {};
  const on = Object.entries({ ...onBefore, ...Object.fromEntries(now) })
    .filter(([, expected]) => !isSame(expected, general))
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  const { kind, text, digest, ...unknown }: Partial<Expected> = others;
  const said = {
    kind: general.kind,
    ...optional("text", general.text),
    ...optional("digest", general.digest),
  };
  return { ...unknown, ...said, ...(on.length > 0 ? { on: Object.fromEntries(on) } : {}) };
}

/**
 * What a file says of a step. How an action was stopped depends on the run, so only that it was is said; a digest is
 * of one build of everything, and is kept only where there was one.
 */
function inFile({ outcome, digest }: Step, before: Expected | null): Expected {
  if (UNFINISHED.has(outcome.kind)) return { kind: outcome.kind };
  return { kind: outcome.kind, text: outcome.text, ...(before?.digest === undefined ? {} : { digest }) };
}

const isSame = (a: Expected, b: Expected): boolean =>
  a.kind === b.kind && a.text === b.text && a.digest === b.digest;

const optional = <Name extends string>(name: Name, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [_ in Name]?: string };
