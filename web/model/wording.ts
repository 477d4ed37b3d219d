import { type Action, branchOf } from "../../protocol/action.ts";
import type { Outcome, TracebackEntry } from "../../protocol/outcome.ts";
import type { Entry } from "./timeline.ts";

/** An action as a person would say it, without its branch. */
export function describeAction(action: Action): string {
  switch (action.do) {
    case "start":
      return `start ${action.call}`;
    case "send":
      return `send ${action.value}`;
    case "throw":
      return `throw ${action.exception}`;
    case "clone":
      return `clone → ${action.as}`;
    case "evaluate":
      return `evaluate ${action.expression}`;
    case "next":
    case "close":
    case "drop":
      return action.do;
  }
}

/** An outcome as one line that stands for itself. */
export function describeOutcome(outcome: Outcome): string {
  return `${outcomeVerb(outcome)} ${outcomeDetail(outcome)}`.trim();
}

/** How an outcome's line begins. Empty where its text is a sentence that says it. */
export function outcomeVerb(outcome: Outcome): string {
  switch (outcome.kind) {
    case "started":
    case "closed":
    case "dropped":
      return "";
    default:
      return outcome.text.startsWith(outcome.kind) ? "" : outcome.kind;
  }
}

/** How an outcome's line goes on. */
export function outcomeDetail(outcome: Outcome): string {
  switch (outcome.kind) {
    case "raised": {
      const line = lineInSource(outcome.traceback);
      const said = line === null || outcome.text.includes(`line ${line}`);
      return said ? outcome.text : `${outcome.text} (line ${line})`;
    }
    case "cloned":
      return `as ${outcome.as}`;
    default:
      return outcome.text;
  }
}

/** A refusal's parts. Its text is a whole that may end in reason and remedy; said apart, they are not said twice. */
export function refusal(outcome: Extract<Outcome, { kind: "refused" }>) {
  const { text, reason, remedy } = outcome;
  const end = `${reason} ${remedy}`;
  const what = text.endsWith(end) ? text.slice(0, -end.length).replace(/[:\s]+$/, "") : text;
  return { what: what === "" ? reason : what, reason, remedy };
}

/** An action with its branch, if it has one: `A · next`. */
export function describeWithBranch(action: Action): string {
  const branch = branchOf(action);
  return `${branch === null ? "" : `${branch} · `}${describeAction(action)}`;
}

/** `A · next → yielded 3`; while under way, `A · next …`. */
export function describeEntry({ action, step }: Entry): string {
  const done = describeWithBranch(action);
  return step === null ? `${done} …` : `${done} → ${describeOutcome(step.outcome)}`;
}

/** The line of a traceback entry in the experiment's source; null for a sent expression, say. */
export function lineOf({ file, line }: TracebackEntry): number | null {
  // An expression has a file name in angle brackets, as in `<send>`; so has what has no source at all.
  return file.startsWith("<") ? null : line;
}

/** The innermost line of a traceback that is in the experiment's source. */
export function lineInSource(traceback: readonly TracebackEntry[]): number | null {
  return traceback.map(lineOf).findLast((line) => line !== null) ?? null;
}
