import type { Expectation, Expected } from "../protocol/expectation.ts";
import { pythonString } from "./python-string.ts";

/** Outcomes whose text Python itself gives: a value's `repr`, or an exception. The others are told in our words. */
const TOLD = new Set(["yielded", "returned", "evaluated", "raised"]);

/** From here on a text is ours: values are shortened, and big integers and what has no `repr` are described. */
const OURS = /…|<int of |<no text: /;

/** Whether the action is not to be done in a test: it never ends, or ends the interpreter that the test runs in. */
export const isFatal = (expectation: Expectation | undefined): boolean =>
  expectation?.kind === "stopped" || expectation?.kind === "crashed";

/** What is expected of an action, as the last arguments of its step: `, "yielded 1", on={"3.10": "raised"}`. */
export function asArguments(expectation: Expectation | undefined): string {
  if (expectation === null || expectation === undefined) return "";
  const { on = {} } = expectation;
  const others = Object.entries(on).map(
    ([python, expected]) => `${pythonString(python)}: ${literal(expected)}`,
  );
  return `, ${literal(expectation)}${others.length === 0 ? "" : `, on={${others.join(", ")}}`}`;
}

function literal({ kind, text }: Expected): string {
  if (text === undefined || !TOLD.has(kind)) return pythonString(kind);
  const at = text.search(OURS);
  return pythonString(`${kind} ${at === -1 ? text : `${text.slice(0, at)}…`}`);
}
