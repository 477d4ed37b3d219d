import type { Branch, ObjectView, Ordinal, Slot, Snapshot } from "../../protocol/snapshot.ts";

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

/** What decides whether two slots hold the same: for cells the cell, else the object. */
export type Identity =
  | { readonly is: "none" }
  | { readonly is: "object"; readonly id: Ordinal }
  | { readonly is: "cell"; readonly id: Ordinal };

/** What a row shows of one branch. */
export interface Reading {
  readonly text: string;
  readonly type: string | null;
  readonly unset: boolean;
  readonly identity: Identity;
  readonly tie: Tie;
  /** Whether the last action changed it: another object, or the same object with another text. */
  readonly changed: boolean;
}

/** One row across all branches. Where a branch has no such slot, its reading is null. */
export interface Row {
  /** Unique in its table. */
  readonly key: string;
  readonly name: string;
  readonly role: string | null;
  /** 0 for a slot, more for what the object in the row above is made of. */
  readonly depth: number;
  readonly readings: readonly (Reading | null)[];
}

export const TABLES = ["Locals", "Cells", "Value stack", "Exception state"] as const;
export type TableName = (typeof TABLES)[number];

export interface Table {
  readonly name: TableName;
  readonly rows: readonly Row[];
}

const SLOTS: Record<TableName, (branch: Branch) => readonly Slot[]> = {
  Locals: (branch) => branch.locals,
  Cells: (branch) => branch.cells,
  "Value stack": (branch) => branch.stack,
  "Exception state": (branch) => branch.exception,
};

/** How far the parts of an object are unfolded: enough for `enumerate(map(f, list))`. */
const DEPTH = 3;

/**
 * Lines up the branches of `now` by slot name. Columns are the branches of `now` in their order;
 * `before` is the snapshot the last action started from.
 */
export function compare(now: Snapshot, before: Snapshot): readonly Table[] {
  return TABLES.map((name) => {
    const columns = now.branches.map((branch) => lines(SLOTS[name](branch), now));
    const old = now.branches.map(({ name: branch }) => {
      const was = before.branches.find((b) => b.name === branch);
      return was === undefined ? null : lines(SLOTS[name](was), before);
    });
    return { name, rows: align(columns).map((line) => row(line, columns, old, now)) };
  });
}

/** A row of one branch, before it is compared. */
interface Line {
  readonly key: string;
  readonly name: string;
  readonly role: string | null;
  readonly depth: number;
  readonly text: string;
  readonly type: string | null;
  readonly unset: boolean;
  readonly identity: Identity;
  /** The object held: a cell may stay the same while its content changes. */
  readonly content: Ordinal | null;
}

type Lines = ReadonlyMap<string, Line>;

function lines(slots: readonly Slot[], snapshot: Snapshot): Lines {
  const objects = new Map(snapshot.objects.map((object) => [object.id, object]));
  const found = new Map<string, Line>();
  for (const slot of slots) {
    const line = slotLine(slot, objects);
    found.set(line.key, line);
    if (line.content !== null) for (const part of partLines(line, objects)) found.set(part.key, part);
  }
  return found;
}

type Objects = ReadonlyMap<Ordinal, ObjectView>;

function slotLine(slot: Slot, objects: Objects): Line {
  const { name, role, holds } = slot;
  const cell: Identity | null = slot.cell === null ? null : { is: "cell", id: slot.cell };
  const common = { key: name, name, role, depth: 0 };
  const none: Identity = { is: "none" };
  switch (holds.is) {
    case "unset":
      return {
        ...common,
        text: slot.kind === "exception" ? "nothing" : "unset",
        type: null,
        unset: true,
        identity: cell ?? none,
        content: null,
      };
    case "integer":
      return {
        ...common,
        text: String(holds.value),
        type: "tagged integer, not an object",
        unset: false,
        identity: cell ?? none,
        content: null,
      };
    case "object": {
      const object = objects.get(holds.object);
      return {
        ...common,
        text: object?.text ?? `#${holds.object}`,
        type: object?.type ?? null,
        unset: false,
        identity: cell ?? { is: "object", id: holds.object },
        content: holds.object,
      };
    }
  }
}

/** What the object in `whole` is made of, as rows below it. An object inside itself is not unfolded again. */
function partLines(whole: Line, objects: Objects, above: readonly Ordinal[] = []): readonly Line[] {
  if (whole.content === null || above.includes(whole.content) || whole.depth >= DEPTH) return [];
  const inside = [...above, whole.content];
  return (objects.get(whole.content)?.parts ?? []).flatMap(({ name, object }) => {
    const view = objects.get(object);
    const part: Line = {
      key: `${whole.key}\u0000${name}`,
      name,
      role: null,
      depth: whole.depth + 1,
      text: view?.text ?? `#${object}`,
      type: view?.type ?? null,
      unset: false,
      identity: { is: "object", id: object },
      content: object,
    };
    return [part, ...partLines(part, objects, inside)];
  });
}

/** The rows of all columns, each once: in the first column's order, what only others have after its forerunner. */
function align(columns: readonly Lines[]): readonly Line[] {
  const order: Line[] = [];
  for (const column of columns) {
    let at = 0;
    for (const line of column.values()) {
      const known = order.findIndex((o) => o.key === line.key);
      if (known === -1) order.splice(at, 0, line);
      at = (known === -1 ? at : known) + 1;
    }
  }
  return order;
}

function row(line: Line, columns: readonly Lines[], old: readonly (Lines | null)[], now: Snapshot): Row {
  const { key, name, depth } = line;
  const here = columns.map((column) => column.get(key) ?? null);
  const roles = new Set(here.flatMap((l) => (l === null ? [] : [l.role])));
  return {
    key,
    name,
    role: roles.size === 1 ? line.role : null,
    depth,
    readings: here.map((l, index) => {
      if (l === null) return null;
      const { text, type, unset, identity } = l;
      const was = old[index];
      const changed = was !== null && was !== undefined && !alike(l, was.get(key));
      return { text, type, unset, identity, tie: tie(index, here, now), changed };
    }),
  };
}

function tie(index: number, here: readonly (Line | null)[], now: Snapshot): Tie {
  const mine = here[index]?.identity;
  if (here.length < 2 || mine === undefined || mine.is === "none") return { is: "none" };
  const sharers = here.flatMap((line, i) => (i !== index && sameIdentity(mine, line?.identity) ? [i] : []));
  if (sharers.length === 0) return { is: "own" };
  return {
    is: "same",
    with: sharers.flatMap((i) => now.branches[i]?.name ?? []),
    before: sharers.includes(index - 1),
    after: sharers.includes(index + 1),
  };
}

function sameIdentity(a: Identity, b: Identity | undefined): boolean {
  return a.is !== "none" && b !== undefined && b.is === a.is && b.id === a.id;
}

function alike(a: Line, b: Line | undefined): boolean {
  return (
    b !== undefined &&
    a.text === b.text &&
    a.content === b.content &&
    (a.identity.is === "none" ? b.identity.is === "none" : sameIdentity(a.identity, b.identity))
  );
}
