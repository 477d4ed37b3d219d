import { branchOf } from "../../protocol/action.ts";
import { currentSnapshot, type Entry, grade, newBranch, type Timeline } from "./timeline.ts";

/** A lane runs from where its branch came to be to where it was dropped, or on to the end. */
export interface Lane {
  readonly branch: string;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** Whether the branch is there for a next action. */
  readonly open: boolean;
}

/** A clone: the way from its parent's lane to its own, at column `at`. */
export interface Switch {
  readonly branch: string;
  readonly at: number;
  readonly fromRow: number;
  readonly toRow: number;
}

/** An action on its branch's lane. */
export interface Station {
  readonly entry: Entry;
  readonly column: number;
  readonly row: number;
  readonly state: "under way" | "fine" | "raised" | "bad";
}

export interface Railway {
  readonly lanes: readonly Lane[];
  readonly switches: readonly Switch[];
  readonly stations: readonly Station[];
  /** How many lanes lie below one another. */
  readonly rows: number;
}

/** Draws the timeline as a railway: a column per action, a row per branch name. */
export function layRailway(timeline: Timeline): Railway {
  const rows = new Map<string, number>();
  const rowOf = (branch: string) => {
    const row = rows.get(branch) ?? rows.size;
    rows.set(branch, row);
    return row;
  };
  const end = Math.max(0, timeline.length - 1);
  const lanes: Lane[] = [];
  const running = new Map<string, { from: number }>();
  const switches: Switch[] = [];
  const stations: Station[] = [];

  const endLane = (branch: string, to: number, open: boolean) => {
    const lane = running.get(branch);
    if (lane !== undefined) lanes.push({ branch, row: rowOf(branch), from: lane.from, to, open });
    running.delete(branch);
  };

  timeline.forEach((entry, column) => {
    const branch = branchOf(entry.action);
    // What concerns no branch stands on the first lane, and lays none.
    const row = branch === null ? 0 : rowOf(branch);
    const outcome = entry.step?.outcome;
    if (branch !== null && !running.has(branch)) running.set(branch, { from: column });
    stations.push({ entry, column, row, state: outcome === undefined ? "under way" : grade(outcome) });
    const clone = newBranch(entry);
    if (clone !== null) {
      switches.push({ branch: clone, at: column, fromRow: row, toRow: rowOf(clone) });
      running.set(clone, { from: column });
    }
    if (branch !== null && outcome?.kind === "dropped") endLane(branch, column, false);
  });
  const alive = new Set(currentSnapshot(timeline).branches.map((b) => b.name));
  for (const branch of [...running.keys()]) endLane(branch, end, alive.has(branch));
  return {
    lanes: lanes.sort((a, b) => a.row - b.row || a.from - b.from),
    switches,
    stations,
    rows: rows.size,
  };
}
