import type { Branch, Ordinal, Slot, Snapshot } from "../../protocol/snapshot.ts";
import { type HeapNodes, heapNodes, slotsOf } from "./heap-nodes.ts";

export type Side = "left" | "right";

/** A frame's slot. `text` is what it holds where that is a plain value; null where an arrow leaves. */
export interface HeapRow {
  readonly name: string;
  readonly text: string | null;
}

/** A branch's frame with its slots; those that hold nothing are left out. */
export interface HeapFrame {
  readonly branch: string;
  readonly side: Side;
  readonly rows: readonly HeapRow[];
}

/** An object or a cell. */
export interface Thing {
  readonly ordinal: Ordinal;
  readonly type: string;
  readonly text: string;
  /** The branches from which it can be reached, in their order: at least one. */
  readonly branches: readonly string[];
  /** At its branch's side where it is that branch's own; in the middle where several share it. */
  readonly place: Side | "middle";
  /** Who refers to it, in words: `A.acc`, `#9 its list`. */
  readonly holders: readonly string[];
}

/** A reference: from a frame's row, from a cell to its content, or from an object to a part of it. */
export interface Arrow {
  readonly from:
    | { readonly is: "frame"; readonly branch: string; readonly row: number }
    | { readonly is: "thing"; readonly ordinal: Ordinal; readonly label: string };
  readonly to: Ordinal;
}

/**
 * All that the branches refer to, as one graph: frames, cells and objects, each once, however many hold it. Plain
 * values (numbers, text, `None` and their like) are none of its things, for arrows to them would tangle the picture
 * and tell nothing: they stand as text wherever they are held.
 */
export interface Heap {
  readonly frames: readonly HeapFrame[];
  /** By their ordinals. */
  readonly things: readonly Thing[];
  readonly arrows: readonly Arrow[];
}

/** The heap of a snapshot. The branches stand at the left and at the right in turns, the first at the left. */
export function heapOf(snapshot: Snapshot): Heap {
  const nodes = heapNodes(snapshot);
  const frames = snapshot.branches.map((branch, index) => frameOf(branch, index, nodes));
  const reached = new Map<Ordinal, string[]>();
  for (const { frame, arrows } of frames) {
    for (const ordinal of reach(arrows, nodes)) {
      reached.set(ordinal, [...(reached.get(ordinal) ?? []), frame.branch]);
    }
  }
  const arrows = [
    ...frames.flatMap((frame) => frame.arrows),
    ...[...reached.keys()].flatMap((ordinal) => arrowsFrom(ordinal, nodes)),
  ];
  const sides = new Map(frames.map(({ frame }) => [frame.branch, frame.side]));
  const holders = holdersIn(
    arrows,
    frames.map(({ frame }) => frame),
  );
  const things = [...reached].map(([ordinal, branches]): Thing => {
    const { type, text } = nodes.of(ordinal);
    const [only = "", another] = branches;
    const place = another === undefined ? (sides.get(only) ?? "left") : "middle";
    return { ordinal, type, text, branches, place, holders: holders.get(ordinal) ?? [] };
  });
  return {
    frames: frames.map(({ frame }) => frame),
    things: things.sort((a, b) => a.ordinal - b.ordinal),
    arrows,
  };
}

/** The heap without these branches: without their frames, and without what only they reach. */
export function withoutBranches(heap: Heap, hidden: ReadonlySet<string>): Heap {
  const things = heap.things.filter(({ branches }) => branches.some((branch) => !hidden.has(branch)));
  const left = new Set(things.map(({ ordinal }) => ordinal));
  return {
    frames: heap.frames.filter(({ branch }) => !hidden.has(branch)),
    things,
    arrows: heap.arrows.filter(({ from }) =>
      from.is === "frame" ? !hidden.has(from.branch) : left.has(from.ordinal),
    ),
  };
}

/** Whose a thing is, in words; empty where there is one branch alone, and nothing to compare. */
export function whose({ branches }: Thing, all: number): string {
  if (all < 2) return "";
  if (branches.length === 1) return `${branches[0]}'s own`;
  return branches.length === all ? "shared" : `shared by ${branches.join(", ")}`;
}

interface FrameWithArrows {
  readonly frame: HeapFrame;
  readonly arrows: readonly Arrow[];
}

function frameOf(branch: Branch, index: number, nodes: HeapNodes): FrameWithArrows {
  const rows: HeapRow[] = [];
  const arrows: Arrow[] = [];
  for (const slot of slotsOf(branch)) {
    const { cell, holds } = slot;
    if (cell === null && holds.is === "unset") continue;
    const text = cell === null ? nodes.plainText(holds) : null;
    const to = cell ?? (holds.is === "object" ? holds.object : null);
    if (text === null && to !== null) {
      arrows.push({ from: { is: "frame", branch: branch.name, row: rows.length }, to });
    }
    rows.push({ name: nameOf(slot), text });
  }
  return { frame: { branch: branch.name, side: index % 2 === 0 ? "left" : "right", rows }, arrows };
}

/** The slot's name; an entry of the value stack has but a number. */
const nameOf = ({ name, kind }: Slot): string => (kind === "stack" ? `stack[${name}]` : name);

const arrowsFrom = (ordinal: Ordinal, nodes: HeapNodes): readonly Arrow[] =>
  nodes.of(ordinal).refers.map(({ label, to }) => ({ from: { is: "thing", ordinal, label }, to }));

/** The things that these arrows lead to, over whatever is between. */
function reach(arrows: readonly Arrow[], nodes: HeapNodes): ReadonlySet<Ordinal> {
  const found = new Set(arrows.map(({ to }) => to));
  // A set is gone through in the order in which it grows, also by what is added on the way.
  for (const ordinal of found) for (const { to } of nodes.of(ordinal).refers) found.add(to);
  return found;
}

function holdersIn(
  arrows: readonly Arrow[],
  frames: readonly HeapFrame[],
): ReadonlyMap<Ordinal, readonly string[]> {
  const rows = new Map(frames.map((frame) => [frame.branch, frame.rows]));
  const holders = new Map<Ordinal, string[]>();
  for (const { from, to } of arrows) {
    const holder =
      from.is === "frame"
        ? `${from.branch}.${rows.get(from.branch)?.[from.row]?.name ?? ""}`
        : `#${from.ordinal} ${from.label}`;
    holders.set(to, [...(holders.get(to) ?? []), holder]);
  }
  return holders;
}
