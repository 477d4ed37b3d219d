import type { Ordinal } from "../../protocol/snapshot.ts";
import type { Arrow, Heap, Thing } from "./heap.ts";

/** Names a frame or a thing in a drawing. */
export const frameKey = (branch: string): string => `frame ${branch}`;
export const thingKey = (ordinal: Ordinal): string => `#${ordinal}`;

export const startKey = ({ from }: Arrow): string =>
  from.is === "frame" ? frameKey(from.branch) : thingKey(from.ordinal);
export const endKey = ({ to }: Arrow): string => thingKey(to);

/** The column in which each frame and each thing stands, by its key. */
export type Columns = ReadonlyMap<string, number>;

/**
 * From left to right: the frames of the left, their own things, what is shared, the own things of the right, the
 * frames there. Within each of these, a thing stands farther from the frames than what refers to it.
 */
export function columnsOf(heap: Heap): Columns {
  const left = depths(heap, "left");
  const middle = depths(heap, "middle");
  const right = depths(heap, "right");
  const afterLeft = 1 + count(left);
  const last = afterLeft + count(middle) + count(right);
  return new Map([
    ...heap.frames.map(({ branch, side }) => [frameKey(branch), side === "left" ? 0 : last] as const),
    ...[...left].map(([key, depth]) => [key, 1 + depth] as const),
    ...[...middle].map(([key, depth]) => [key, afterLeft + depth] as const),
    ...[...right].map(([key, depth]) => [key, last - 1 - depth] as const),
  ]);
}

/** How many of the same place lie before each thing on the longest way to it, without going in a circle. */
function depths(heap: Heap, place: Thing["place"]): ReadonlyMap<string, number> {
  const here = new Set(
    heap.things.filter((thing) => thing.place === place).map(({ ordinal }) => thingKey(ordinal)),
  );
  const before = new Map<string, string[]>();
  for (const arrow of heap.arrows) {
    const [start, end] = [startKey(arrow), endKey(arrow)];
    if (here.has(start) && here.has(end)) before.set(end, [...(before.get(end) ?? []), start]);
  }
  const known = new Map<string, number>();
  const under = new Set<string>();
  const depth = (key: string): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    under.add(key);
    const ways = (before.get(key) ?? [])
      .filter((start) => !under.has(start))
      .map((start) => depth(start) + 1);
    under.delete(key);
    const longest = Math.max(0, ...ways);
    known.set(key, longest);
    return longest;
  };
  return new Map([...here].map((key) => [key, depth(key)]));
}

/** How many columns things at these depths take. */
const count = (depths: ReadonlyMap<string, number>): number => Math.max(-1, ...depths.values()) + 1;
