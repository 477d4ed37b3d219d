import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Snapshot } from "../../protocol/snapshot.ts";
import type { Playground } from "./playground.ts";
import { currentSnapshot, type Timeline } from "./timeline.ts";

/** Which branches have a column on the page. It belongs to the page: no draft and no link tells of it. */
export interface Columns {
  readonly collapsed: ReadonlySignal<ReadonlySet<string>>;
  /** The branch whose column is to come into view and take the focus. */
  readonly wanted: ReadonlySignal<string | null>;
  collapse(branch: string): void;
  expand(branch: string): void;
  /** Collapses all branches but one. */
  showOnly(branch: string): void;
  showAll(): void;
  /** Wants a branch's column, and expands it if it is collapsed. */
  want(branch: string): void;
  /** Says that the column that was wanted is in view. */
  found(): void;
  /** Follows a branch to its new name. */
  rename(from: string, to: string): void;
}

/** What of a snapshot has columns. */
export const visible = (snapshot: Snapshot, collapsed: ReadonlySet<string>): Snapshot =>
  collapsed.size === 0
    ? snapshot
    : { ...snapshot, branches: snapshot.branches.filter(({ name }) => !collapsed.has(name)) };

const namesIn = (timeline: Timeline): readonly string[] =>
  currentSnapshot(timeline).branches.map(({ name }) => name);

/** Of a branch that is gone it forgets whether it was collapsed: another one of that name begins in view. */
export function createColumns(playground: Pick<Playground, "timeline" | "shown" | "canAct">): Columns {
  const { timeline, shown, canAct } = playground;
  const collapsed = signal<ReadonlySet<string>>(new Set());
  const wanted = signal<string | null>(null);
  /** Of the branches there are, and of those there were at the moment that is looked at. */
  const names = () => [timeline, shown].flatMap(({ value }) => namesIn(value));
  const expand = (branch: string) => {
    collapsed.value = new Set([...collapsed.value].filter((name) => name !== branch));
  };

  effect(() => {
    // While actions are replayed, branches are missing that come back in a moment.
    if (!canAct.value) return;
    const there = new Set(namesIn(timeline.value));
    const gone = [...collapsed.peek()].filter((name) => !there.has(name));
    if (gone.length > 0) collapsed.value = new Set([...collapsed.peek()].filter((name) => there.has(name)));
  });

  return {
    collapsed,
    wanted,
    expand,
    collapse(branch) {
      collapsed.value = new Set([...collapsed.value, branch]);
    },
    showOnly(branch) {
      collapsed.value = new Set(names().filter((name) => name !== branch));
    },
    showAll() {
      collapsed.value = new Set();
    },
    want(branch) {
      if (collapsed.value.has(branch)) expand(branch);
      wanted.value = branch;
    },
    found() {
      wanted.value = null;
    },
    rename(from, to) {
      if (collapsed.value.has(from)) {
        collapsed.value = new Set([...collapsed.value].map((name) => (name === from ? to : name)));
      }
    },
  };
}
