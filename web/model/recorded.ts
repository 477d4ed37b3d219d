import type { Action } from "../../protocol/action.ts";
import { type Expectation, type Expected, expectedOn, meets } from "../../protocol/expectation.ts";
import type { Experiment } from "../../protocol/experiment.ts";
import { shared } from "./sharing.ts";
import type { Entry, Timeline } from "./timeline.ts";

/** The branch that `Run` starts where nothing recorded names another. */
const ORIGINAL = "A";

/** An experiment, and what was done to it since it was opened. */
export interface Session {
  readonly opened: Experiment;
  readonly title: string;
  readonly python: string;
  readonly source: string;
  /** The source that the timeline came of; null where nothing was run yet. */
  readonly ranSource: string | null;
  /** The call as the user typed it; empty where they did not. */
  readonly typedCall: string;
  /** The call that follows from the source. */
  readonly suggestion: string;
  readonly timeline: Timeline;
  /** The recorded actions that come after the timeline's. */
  readonly script: readonly Action[];
}

/**
 * The experiment as it stands: what has been done, then what is recorded and still to be played. Where the call is
 * another than the recorded start's, a start with that call is all there is.
 *
 * Outcomes belong to the source that they came of. An action that is replayed keeps what was expected of it, whatever
 * it came to now; of any other it is expected that it comes to the same again.
 */
export function asItStands(session: Session): Experiment {
  const { opened, title, python, source, ranSource, timeline, script } = session;
  const { actions: _, expected: __, cursor: reader, ...rest } = opened;
  const recorded = ranSource === null ? opened.actions : [...timeline.map((e) => e.action), ...script];
  const start = startOf(recorded);
  const call = session.typedCall || (start === "" ? "" : session.suggestion);
  if (call !== "" && call !== start) {
    return { ...rest, title, python, source, actions: [startWith(call)] };
  }
  const cursor = ranSource === null ? (reader ?? recorded.length) : timeline.length;
  const expected = expectations(session, recorded);
  return {
    ...rest,
    title,
    python,
    source,
    actions: recorded,
    ...(expected.length === 0 ? {} : { expected }),
    ...(cursor >= recorded.length ? {} : { cursor }),
  };
}

/** What `Run` plays: the experiment as it stands, or a start where nothing is recorded. */
export const actionsToRun = ({ actions }: Experiment, call: string): readonly Action[] =>
  actions.length === 0 ? [startWith(call)] : actions;

/** The call that the first start of `actions` makes; empty where there is none. */
export function startOf(actions: readonly Action[]): string {
  const start = actions.find((action) => action.do === "start");
  return start?.do === "start" ? start.call : "";
}

/** Whether two experiments are the same but for where their readers stand. */
export function sameButForCursor(a: Experiment, b: Experiment): boolean {
  const other = withoutCursor(b);
  return shared(withoutCursor(a), other) === other;
}

/** The recorded action that comes next, where it is what is about to be done by hand; with all that a file said of it. */
export function nextIf(script: readonly Action[], action: Action): Action | undefined {
  const [next] = script;
  return JSON.stringify(next) === JSON.stringify(action) ? next : undefined;
}

/** An action that was replayed and did not come to what was expected of it. */
export interface Difference {
  /** Counted from 0. */
  readonly index: number;
  readonly entry: Entry;
  readonly expected: Expected;
}

/** The first action of the timeline that was replayed and came out otherwise. */
export function firstDifference(session: Session): Difference | null {
  for (const [index, entry] of session.timeline.entries()) {
    const expected = isReplayed(session, index, entry.action)
      ? expectedOn(session.opened.expected?.[index], session.python)
      : null;
    if (expected !== null && entry.step !== null && !meets(entry.step, expected)) {
      return { index, entry, expected };
    }
  }
  return null;
}

const startWith = (call: string): Action => ({ do: "start", branch: ORIGINAL, call });

/** Whether the action at this place is the one that was opened, on the source that was opened. */
function isReplayed({ opened, source, ranSource }: Session, index: number, action: Action): boolean {
  return action === opened.actions[index] && opened.source === (ranSource ?? source);
}

function expectations(session: Session, recorded: readonly Action[]): readonly Expectation[] {
  const { opened, source, ranSource, timeline } = session;
  if (ranSource !== null && ranSource !== source) return [];
  const all = recorded.map((action, index) =>
    isReplayed(session, index, action)
      ? (opened.expected?.[index] ?? null)
      : expectationOf(timeline[index]?.step?.outcome),
  );
  return all.slice(0, all.findLastIndex((one) => one !== null) + 1);
}

/** Of an end by the supervisor only the kind can be expected again: its text tells of the moment. */
function expectationOf(outcome: { readonly kind: string; readonly text: string } | undefined): Expectation {
  if (outcome === undefined) return null;
  const { kind, text } = outcome;
  return kind === "stopped" || kind === "crashed" ? { kind } : { kind, text };
}

/** Nothing expected at the end is the same as nothing said. */
function withoutCursor({ cursor: _, expected = [], ...rest }: Experiment): Experiment {
  const said = expected.slice(0, expected.findLastIndex((one) => one !== null) + 1);
  return said.length === 0 ? rest : { ...rest, expected: said };
}
