import * as v from "valibot";
import { Action } from "./action.ts";
import { Expectation, PythonVersion } from "./expectation.ts";
import { FORMAT, migrate, OLDEST_FORMAT } from "./migrations.ts";

/** Source plus actions: all there is to an experiment. Fields that are not known are kept beside these. */
export interface Experiment {
  readonly format: typeof FORMAT;
  readonly title: string;
  /** Plain text. */
  readonly notes: string;
  /** The version of CPython that it is about, as `3.14`. */
  readonly python: string;
  readonly source: string;
  readonly actions: readonly Action[];
  /** What each action leads to, in the order of `actions`; it may say less than there are actions. */
  readonly expected?: readonly Expectation[];
  /** After how many of the actions its reader stands. */
  readonly cursor?: number;
  /** The panes of the page that are open. */
  readonly panes?: readonly string[];
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Experiment = v.pipe(
  v.looseObject({
    format: v.literal(FORMAT),
    title: v.string(),
    notes: v.optional(v.string(), ""),
    python: PythonVersion,
    source: v.string(),
    actions: v.array(Action),
    expected: v.exactOptional(v.array(Expectation)),
    cursor: v.exactOptional(Count),
    panes: v.exactOptional(v.array(v.string())),
  }),
  v.forward(
    v.partialCheck(
      [["actions"], ["expected"]],
      ({ actions, expected }) => (expected?.length ?? 0) <= actions.length,
      "more outcomes are expected than there are actions",
    ),
    ["expected"],
  ),
);

/** A text that is no experiment. Its message tells a person what is wrong with it, and where. */
export class NotAnExperiment extends Error {
  override readonly name = "NotAnExperiment";
}

const Numbered = v.looseObject({ format: v.number() });

/**
 * Reads the text of an experiment, of this format or an older one. Linear in the text.
 *
 * Throws `NotAnExperiment`.
 */
export function parseExperiment(text: string): Experiment {
  const found = parseJson(text);
  if (Array.isArray(found)) throw new NotAnExperiment("expected Object, not a list.");
  const numbered = v.safeParse(Numbered, found);
  if (!numbered.success) throw new NotAnExperiment(inWords(numbered.issues[0]));
  const { format } = numbered.output;
  if (!Number.isInteger(format) || format < OLDEST_FORMAT || format > FORMAT) {
    const remedy =
      format > FORMAT ? "a newer genclone made it; use one to open it" : "there is no such format";
    throw new NotAnExperiment(
      `It is of format ${format}, and formats ${OLDEST_FORMAT} to ${FORMAT} can be read here: ${remedy}.`,
    );
  }
  const parsed = v.safeParse(Experiment, migrate(numbered.output, format));
  if (!parsed.success) throw new NotAnExperiment(inWords(parsed.issues[0]));
  return parsed.output;
}

/** `__proto__` is the one key that an object cannot be given like any other. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text, (key, value: unknown) =>
      key === "__proto__" ? undefined : value,
    );
    if (isDeeper(value, DEEPEST)) throw new RangeError();
    return value;
  } catch (error) {
    const why = error instanceof RangeError ? "it is nested too deeply" : (error as Error).message;
    throw new NotAnExperiment(`It is not JSON: ${why}.`);
  }
}

/** How deep objects and lists may be in one another: what can be read can then be written, too. */
const DEEPEST = 100;

const isDeeper = (value: unknown, depth: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (depth === 0 || Object.values(value).some((held) => isDeeper(held, depth - 1)));

/** The first thing that is wrong, and where: `actions[3].value: expected string, not 5.` */
function inWords(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? [])
    .map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
  const where = path === "" ? "" : `${path}: `;
  if (issue.kind !== "schema") return `${where}${issue.message}.`;
  if (issue.received === "undefined") return `${where}it is missing.`;
  return `${where}expected ${issue.expected ?? "something else"}, not ${issue.received}.`;
}
