import { branchOf } from "../../protocol/action.ts";
import { currentSnapshot, type Timeline, underWay } from "./timeline.ts";

/** What a step of the tour points at. */
export type Place = "source" | "run" | "branch" | "clone" | "shared" | "timeline" | "share";

export interface TourStep {
  readonly place: Place;
  readonly title: string;
  readonly text: string;
}

export const TOUR: readonly TourStep[] = [
  {
    place: "source",
    title: "A generator's source",
    text: "This is Python, yours to change. At each yield a generator stops and waits, and there it can be cloned.",
  },
  {
    place: "run",
    title: "Run makes a generator",
    text: "It makes the one that Call names. Python itself runs in this page; what you write is sent nowhere.",
  },
  {
    place: "branch",
    title: "A branch is one generator",
    text: "The column shows its frame, slot by slot. Next lets it run up to its next yield.",
  },
  {
    place: "clone",
    title: "Clone copies the frame",
    text: "A second generator comes to stand beside the first one, at the same yield, and goes its own way from there.",
  },
  {
    place: "shared",
    title: "Shared, or a branch's own",
    text: "A band from column to column is one object that both hold. A tinted value is a branch's own. Let the clone go on alone, and see what changes.",
  },
  {
    place: "timeline",
    title: "Every action is kept",
    text: "A dot is an action, a lane a branch. Press one to see how everything was then; the arrow keys go from one to the next.",
  },
  {
    place: "share",
    title: "Share what you found",
    text: "A link carries source, actions and outcomes to whoever opens it. This tour can be taken again from Help.",
  },
];

/** What a step presses for the reader before the next one. */
export type Press =
  | { readonly button: "Run" }
  | { readonly button: "Next" | "Clone"; readonly branch: string };

/** What is left to be pressed at a place; null where the reader did it already, or there is nothing to press. */
export function pressAt(place: Place, timeline: Timeline): Press | null {
  const { branches } = currentSnapshot(timeline);
  const [first] = branches;
  const last = branches.at(-1);
  if (first === undefined || last === undefined) return place === "run" ? { button: "Run" } : null;
  switch (place) {
    case "branch":
      return first.status === "created" ? { button: "Next", branch: first.name } : null;
    case "clone":
      return branches.length === 1 ? { button: "Clone", branch: first.name } : null;
    case "shared":
      return isUntouched(last.name, timeline) ? { button: "Next", branch: last.name } : null;
    default:
      return null;
  }
}

/** Whether a step has to wait: for what was run before it, and was begun but has not come to anything yet. */
export const isAwaited = (timeline: Timeline, wasRun: boolean): boolean =>
  wasRun && (timeline.length === 0 || underWay(timeline) !== null);

const isUntouched = (branch: string, timeline: Timeline): boolean =>
  timeline.every(({ action }) => branchOf(action) !== branch);
