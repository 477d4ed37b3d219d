import type { ObjectView, Ordinal, Slot, Snapshot } from "../../protocol/snapshot.ts";

/** What decides whether two branches hold the same: for cells the cell, else the object, else a word or a text. */
export type Identity =
  | { readonly is: "none" }
  | { readonly is: "object"; readonly id: Ordinal }
  | { readonly is: "cell"; readonly id: Ordinal }
  | { readonly is: "word"; readonly word: string };

/** A row of one branch, before it is compared. */
export interface Line {
  /** Rows of two branches belong together when their keys are equal. Unique in its table. */
  readonly key: string;
  readonly name: string;
  /** What the row is about, beside its name. */
  readonly role: string | null;
  /** What the name means, in a line. */
  readonly hint: string;
  /** 0 for a slot, more for what the object in the row above is made of. */
  readonly depth: number;
  readonly text: string;
  /** What the text says, where it does not speak for itself. */
  readonly meaning: string;
  readonly type: string | null;
  readonly unset: boolean;
  readonly identity: Identity;
  /** The object held: a cell may stay the same while its content changes. */
  readonly content: Ordinal | null;
  /** Whether the branch is at this row. */
  readonly isCurrent: boolean;
  /** The line of the source that it belongs to. */
  readonly line: number | null;
}

/** The rows of one branch in a table, by their keys. */
export type Lines = ReadonlyMap<string, Line>;

/** What is so of most rows. */
export const PLAIN = {
  role: null,
  hint: "",
  depth: 0,
  meaning: "",
  type: null,
  unset: false,
  identity: { is: "none" },
  content: null,
  isCurrent: false,
  line: null,
} as const satisfies Partial<Line>;

/** How far the parts of an object are unfolded: enough for `enumerate(map(f, list))`. */
const DEPTH = 3;

/** The rows of these slots, with what the objects in them are made of. */
export function slotLines(slots: readonly Slot[], snapshot: Snapshot): Lines {
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
  const common = { ...PLAIN, key: name, name, role };
  switch (holds.is) {
    case "unset":
      return {
        ...common,
        text: slot.kind === "exception" ? "nothing" : "unset",
        unset: true,
        identity: cell ?? PLAIN.identity,
      };
    case "integer":
      return {
        ...common,
        text: String(holds.value),
        type: "tagged integer, not an object",
        identity: cell ?? PLAIN.identity,
      };
    case "object": {
      const object = objects.get(holds.object);
      return {
        ...common,
        text: object?.text ?? `#${holds.object}`,
        type: object?.type ?? null,
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
      ...PLAIN,
      key: `${whole.key}\u0000${name}`,
      name,
      depth: whole.depth + 1,
      text: view?.text ?? `#${object}`,
      type: view?.type ?? null,
      identity: { is: "object", id: object },
      content: object,
    };
    return [part, ...partLines(part, objects, inside)];
  });
}
