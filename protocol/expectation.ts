import * as v from "valibot";

/** What an action should lead to. What is not said may be anything. */
export interface Expected {
  readonly kind: string;
  readonly text?: string;
  /** Of the whole step, snapshot and output included, as the engine gives it. */
  readonly digest?: string;
}

/** What an action should lead to, and on which versions of Python to something else. Null expects nothing. */
export type Expectation = (Expected & { readonly on?: Readonly<Record<string, Expected>> }) | null;

const FIELDS = {
  kind: v.string(),
  text: v.exactOptional(v.string()),
  digest: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, "a digest has 16 hex digits"))),
};

/** A version of Python as experiments name it: `3.14`. */
export const PythonVersion = v.pipe(
  v.string(),
  v.regex(/^3\.\d{1,3}$/, "a version of Python is written as 3.14"),
);

export const Expectation = v.nullable(
  v.looseObject({ ...FIELDS, on: v.exactOptional(v.record(PythonVersion, v.looseObject(FIELDS))) }),
);

/** What is expected on one version of Python; null where nothing is. */
export const expectedOn = (expectation: Expectation | undefined, python: string): Expected | null =>
  expectation?.on?.[python] ?? expectation ?? null;

/** Whether a step is what was expected, as far as something was. */
export const meets = (
  step: { readonly outcome: { readonly kind: string; readonly text: string }; readonly digest: string },
  expected: Expected | null,
): boolean =>
  expected === null ||
  (expected.kind === step.outcome.kind &&
    (expected.text === undefined || expected.text === step.outcome.text) &&
    (expected.digest === undefined || expected.digest === step.digest));
