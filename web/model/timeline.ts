import { type Action, branchOf } from "../../protocol/action.ts";
import type { Step } from "../../protocol/engine.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import type { Snapshot } from "../../protocol/snapshot.ts";

/** An action that was taken, and what the interpreter answered; no step yet while it is under way. */
export interface Entry {
  readonly action: Action;
  readonly step: Step | null;
}

/** The actions of an experiment in the order they were taken. Only the last may be under way. */
export type Timeline = readonly Entry[];

/** What the interpreter answered, action by action. */
export const stepsOf = (timeline: Timeline): readonly Step[] =>
  timeline.flatMap(({ step }) => (step === null ? [] : [step]));

const NOTHING: Snapshot = { branches: [], objects: [] };

/** The timeline with `entry` answered by `step`; the same timeline where `entry` is not part of it. */
export function settle(timeline: Timeline, entry: Entry, step: Step): Timeline {
  return timeline.includes(entry) ? timeline.map((e) => (e === entry ? { ...e, step } : e)) : timeline;
}

export function underWay(timeline: Timeline): Entry | null {
  const last = timeline.at(-1);
  return last !== undefined && last.step === null ? last : null;
}

/** The newest picture of all branches. */
export const currentSnapshot = (timeline: Timeline): Snapshot => nthLastSnapshot(timeline, 1);

/** The picture before that one: what the last action started from. */
export const previousSnapshot = (timeline: Timeline): Snapshot => nthLastSnapshot(timeline, 2);

function nthLastSnapshot(timeline: Timeline, n: number): Snapshot {
  const unanswered = underWay(timeline) === null ? 0 : 1;
  return timeline.at(-n - unanswered)?.step?.snapshot ?? NOTHING;
}

/** The last answered entry, of `branch` where one is given. A clone is an entry of both of its branches. */
export function lastAnswered(timeline: Timeline, branch?: string): Entry | null {
  return timeline.findLast((e) => e.step !== null && (branch === undefined || concerns(e, branch))) ?? null;
}

function concerns(entry: Entry, branch: string): boolean {
  return branchOf(entry.action) === branch || newBranch(entry) === branch;
}

/** The branch that an entry brought to life by cloning. */
export function newBranch(entry: Entry): string | null {
  return entry.step?.outcome.kind === "cloned" ? entry.step.outcome.as : null;
}

/** Every branch the timeline mentions, in the order in which they came to be. */
export function branchesOf(timeline: Timeline): readonly string[] {
  const names = new Set<string>();
  for (const entry of timeline) {
    const branch = branchOf(entry.action);
    if (branch !== null) names.add(branch);
    const clone = newBranch(entry);
    if (clone !== null) names.add(clone);
  }
  return [...names];
}

/** How an action went, as far as the eye should be drawn to it. */
export type Grade = "fine" | "raised" | "bad";

/** `bad` is what the experiment cannot be blamed for lightly: stopped, crashed, refused. */
export function grade(outcome: Outcome): Grade {
  switch (outcome.kind) {
    case "stopped":
    case "crashed":
    case "refused":
      return "bad";
    case "raised":
      return "raised";
    default:
      return "fine";
  }
}

/** The expressions sent, thrown or evaluated so far, newest first, each once: what ArrowUp recalls. */
export function recentExpressions(
  timeline: Timeline,
  kind: "send" | "throw" | "evaluate",
): readonly string[] {
  const texts = timeline.flatMap(({ action }) => {
    if (action.do === "send" && kind === "send") return [action.value];
    if (action.do === "throw" && kind === "throw") return [action.exception];
    if (action.do === "evaluate" && kind === "evaluate") return [action.expression];
    return [];
  });
  return [...new Set(texts.reverse())];
}
