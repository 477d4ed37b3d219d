import { branchOf } from "../../protocol/action.ts";
import { describePolicy, type Policy } from "../../protocol/policy.ts";
import type { Status } from "../../protocol/snapshot.ts";
import { currentSnapshot, newBranch, type Timeline, underWay } from "./timeline.ts";

/** A branch that is or was: a name that is given again after a drop is another fork. */
export interface Fork {
  readonly branch: string;
  /** The action that made it, counted from 1; no other fork has the same. */
  readonly at: number;
  /** The expression that made it; a clone's is its original's. */
  readonly call: string;
  /** What it was cloned from and by which policy; null for an original. */
  readonly from: { readonly at: number; readonly branch: string; readonly policy: Policy } | null;
  readonly state: Status | "dropped";
  /** 0 for an original, and one more than what it was cloned from for a clone. */
  readonly level: number;
  /** Its place among what was cloned from the same branch, or among the originals, counted from 1. */
  readonly place: number;
  /** How many these are. */
  readonly places: number;
}

/** Every branch there ever was in the timeline: each before its clones, and those in the order in which they came to be. */
export function forkTree(timeline: Timeline): readonly Fork[] {
  const born = births(timeline);
  const states = statesOf(timeline);
  const latest = new Map(born.map(({ branch, at }) => [branch, at]));
  const siblings = new Map<number | null, readonly Birth[]>();
  for (const birth of born) {
    const parent = birth.from?.at ?? null;
    siblings.set(parent, [...(siblings.get(parent) ?? []), birth]);
  }
  const familyOf = (parent: number | null, level: number): readonly Fork[] =>
    (siblings.get(parent) ?? []).map((birth, index, { length }) => {
      const state = latest.get(birth.branch) === birth.at ? states.get(birth.branch) : undefined;
      return { ...birth, level, state: state ?? "dropped", place: index + 1, places: length };
    });

  const forks: Fork[] = [];
  const waiting = [...familyOf(null, 0)].reverse();
  for (let fork = waiting.pop(); fork !== undefined; fork = waiting.pop()) {
    forks.push(fork);
    waiting.push(...[...familyOf(fork.at, fork.level + 1)].reverse());
  }
  return forks;
}

type Birth = Pick<Fork, "branch" | "at" | "call" | "from">;

function births(timeline: Timeline): readonly Birth[] {
  const born: Birth[] = [];
  for (const [index, entry] of timeline.entries()) {
    const { action, step } = entry;
    const at = index + 1;
    const clone = newBranch(entry);
    if (action.do === "start" && step?.outcome.kind === "started") {
      born.push({ branch: action.branch, at, call: action.call, from: null });
    } else if (action.do === "clone" && clone !== null) {
      const parent = born.findLast(({ branch }) => branch === action.branch);
      if (parent === undefined) continue;
      const from = { at: parent.at, branch: parent.branch, policy: action.policy };
      born.push({ branch: clone, at, call: parent.call, from });
    }
  }
  return born;
}

/** The state of each branch that is there, by its name. One that is acted on is running. */
function statesOf(timeline: Timeline): ReadonlyMap<string, Status> {
  const entry = underWay(timeline);
  const acting = entry === null ? null : branchOf(entry.action);
  return new Map(
    currentSnapshot(timeline).branches.map(({ name, status }) => [
      name,
      name === acting ? "running" : status,
    ]),
  );
}

/** Whether a branch can go on, has come to its end, or is not there any more. */
export function stage({ state }: Fork): "live" | "finished" | "dropped" {
  switch (state) {
    case "dropped":
      return "dropped";
    case "returned":
    case "raised":
    case "closed":
      return "finished";
    default:
      return "live";
  }
}

/** A fork in words that stand for themselves: `B, clone of A by fork at action 3, suspended`. */
export function describeFork({ branch, from, at, call, state }: Fork): string {
  const origin =
    from === null
      ? `original, ${call}, started at action ${at}`
      : `clone of ${from.branch} by ${describePolicy(from.policy)} at action ${at}`;
  return `${branch}, ${origin}, ${state}`;
}

/** How long a policy may be on an edge. */
const LABEL = 18;

/** A fork's place in the drawing. Rows count from 0. */
export interface PlacedFork {
  readonly fork: Fork;
  readonly row: number;
  /** The policy, as far as there is room; empty for an original. */
  readonly label: string;
  /** How many letters of labels stand left of it, on the edges from its original to it. */
  readonly indent: number;
  /** The row of its last clone; null where it has none. */
  readonly lastRow: number | null;
  /** Of what it was cloned from; null for an original. */
  readonly parent: PlacedFork | null;
}

/** Lays the tree out with a row for each branch, every clone right of and below what it was cloned from. */
export function layForkTree(forks: readonly Fork[]): readonly PlacedFork[] {
  const lastRows = new Map(forks.map(({ from }, row) => [from?.at, row]));
  const placed = new Map<number, PlacedFork>();
  forks.forEach((fork, row) => {
    const parent = (fork.from && placed.get(fork.from.at)) ?? null;
    const label = fork.from === null ? "" : shortened(describePolicy(fork.from.policy));
    const indent = (parent?.indent ?? 0) + label.length;
    placed.set(fork.at, { fork, row, label, indent, lastRow: lastRows.get(fork.at) ?? null, parent });
  });
  return [...placed.values()];
}

const shortened = (text: string): string =>
  text.length > LABEL ? `${text.slice(0, LABEL - 1).trimEnd()}…` : text;

/** Where a key leads in the tree: up and down its rows, left to what a fork was cloned from, right to its first clone. */
export function neighbour(forks: readonly Fork[], here: Fork, key: string): Fork | undefined {
  const row = forks.indexOf(here);
  switch (key) {
    case "ArrowUp":
      return forks[row - 1];
    case "ArrowDown":
      return forks[row + 1];
    case "ArrowLeft":
      return forks.find(({ at }) => at === here.from?.at);
    case "ArrowRight":
      return forks.find(({ from }) => from?.at === here.at);
    case "Home":
      return forks[0];
    case "End":
      return forks.at(-1);
    default:
      return undefined;
  }
}
