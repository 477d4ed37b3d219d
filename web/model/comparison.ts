import type { Branch, Slot, Snapshot } from "../../protocol/snapshot.ts";
import { type Identity, type Line, type Lines, slotLines } from "./lines.ts";

/** How the thing in one branch's slot stands to what the other branches have in theirs. */
export type Tie =
  /** Nothing to compare: a single branch, or a slot that refers to no object. */
  | { readonly is: "none" }
  | { readonly is: "own" }
  /** `before` and `after`: whether the neighbouring branches are among those that share it. */
  | {
      readonly is: "same";
      readonly with: readonly string[];
      readonly before: boolean;
      readonly after: boolean;
    };

/** What a row shows of one branch. */
export interface Reading {
  readonly text: string;
  readonly meaning: string;
  readonly type: string | null;
  readonly unset: boolean;
  readonly identity: Identity;
  readonly tie: Tie;
  /** Whether the last action changed it: another object, or the same object with another text. */
  readonly changed: boolean;
  readonly isCurrent: boolean;
}

/** One row across all branches. Where a branch has no such slot, its reading is null. */
export interface Row {
  /** Unique in its table. */
  readonly key: string;
  readonly name: string;
  readonly role: string | null;
  readonly hint: string;
  /** 0 for a slot, more for what the object in the row above is made of. */
  readonly depth: number;
  /** The line of the source that it belongs to. */
  readonly line: number | null;
  readonly readings: readonly (Reading | null)[];
}

export const SLOT_TABLES = ["Locals", "Cells", "Value stack", "Exception state"] as const;
export type SlotTableName = (typeof SLOT_TABLES)[number];

/** The tables that a branch has, from the outside of its frame to the inside. */
export const TABLES = [...SLOT_TABLES, "Delegates", "Frame", "Bytecode", "Memory"] as const;
export type TableName = (typeof TABLES)[number];

export interface Table {
  readonly name: TableName;
  readonly rows: readonly Row[];
}

/** The slots that each table shows. */
export const SLOTS: Record<SlotTableName, (branch: Branch) => readonly Slot[]> = {
  Locals: (branch) => branch.locals,
  Cells: (branch) => branch.cells,
  "Value stack": (branch) => branch.stack,
  "Exception state": (branch) => branch.exception,
};

/**
 * Lines up the branches of `now` by slot name. Columns are the branches of `now` in their order;
 * `before` is the snapshot the last action started from.
 */
export function compare(now: Snapshot, before: Snapshot): readonly Table[] {
  const names = now.branches.map(({ name }) => name);
  return SLOT_TABLES.map((table) => {
    const columns = now.branches.map((branch) => slotLines(SLOTS[table](branch), now));
    const old = names.map((name) => {
      const was = before.branches.find((branch) => branch.name === name);
      return was === undefined ? null : slotLines(SLOTS[table](was), before);
    });
    return lineUp(table, names, columns, old);
  });
}

/**
 * A table of these branches: a column each, what it was before the last action beside it; null where the branch was not
 * there, or where that is not known. Linear in the rows of all columns.
 */
export function lineUp(
  name: TableName,
  branches: readonly string[],
  columns: readonly Lines[],
  old: readonly (Lines | null)[],
): Table {
  return { name, rows: align(columns).map((line) => row(line, columns, old, branches)) };
}

/** The rows of all columns, each once: in the first column's order, what only others have after its forerunner. */
function align(columns: readonly Lines[]): readonly Line[] {
  const order: Line[] = [];
  const placed = new Set<string>();
  for (const column of columns) {
    let at = 0;
    for (const line of column.values()) {
      if (!placed.has(line.key)) {
        // What another column's object is made of stays below it.
        while ((order[at]?.depth ?? 0) > line.depth) at += 1;
        order.splice(at, 0, line);
      } else if (order[at]?.key !== line.key) at = order.findIndex(({ key }) => key === line.key);
      placed.add(line.key);
      at += 1;
    }
  }
  return order;
}

function row(
  { key, name, role, hint, depth, line }: Line,
  columns: readonly Lines[],
  old: readonly (Lines | null)[],
  branches: readonly string[],
): Row {
  const here = columns.map((column) => column.get(key) ?? null);
  const roles = new Set(here.flatMap((l) => (l === null ? [] : [l.role])));
  return {
    key,
    name,
    role: roles.size === 1 ? role : null,
    hint,
    depth,
    line,
    readings: here.map((l, index) => {
      if (l === null) return null;
      const { text, meaning, type, unset, identity, isCurrent } = l;
      const was = old[index];
      const changed = was !== null && was !== undefined && !alike(l, was.get(key));
      return { text, meaning, type, unset, identity, tie: tie(index, here, branches), changed, isCurrent };
    }),
  };
}

function tie(index: number, here: readonly (Line | null)[], branches: readonly string[]): Tie {
  const mine = here[index]?.identity;
  if (here.length < 2 || mine === undefined || mine.is === "none") return { is: "none" };
  const sharers = here.flatMap((line, i) => (i !== index && sameIdentity(mine, line?.identity) ? [i] : []));
  if (sharers.length === 0) return { is: "own" };
  return {
    is: "same",
    with: sharers.flatMap((i) => branches[i] ?? []),
    before: sharers.includes(index - 1),
    after: sharers.includes(index + 1),
  };
}

function sameIdentity(a: Identity, b: Identity | undefined): boolean {
  if (a.is === "none" || b === undefined || b.is === "none") return false;
  if (a.is === "word") return b.is === "word" && a.word === b.word;
  return b.is === a.is && b.id === a.id;
}

function alike(a: Line, b: Line | undefined): boolean {
  return (
    b !== undefined &&
    a.text === b.text &&
    a.content === b.content &&
    (a.identity.is === "none" ? b.identity.is === "none" : sameIdentity(a.identity, b.identity))
  );
}
