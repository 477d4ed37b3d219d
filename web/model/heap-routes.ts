import type { Arrow } from "./heap.ts";
import { endKey, startKey } from "./heap-columns.ts";

/** A place in the drawing, from its left upper corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way of an arrow, from one box's edge to another's. */
export interface Route {
  readonly arrow: Arrow;
  /** The first, the last, and in between, in pairs, where it passes a column level from one point to the next. */
  readonly points: readonly Point[];
  /** Whether it leaves, and whether it arrives, to the right (1) or to the left (-1). */
  readonly leaves: 1 | -1;
  readonly arrives: 1 | -1;
}

type Edge = "left" | "right";

/** An arrow with the edges of the boxes that it leaves from and comes in at. */
interface Tied {
  readonly arrow: Arrow;
  readonly bends: readonly Point[];
  readonly start: Box;
  readonly end: Box;
  readonly out: Edge;
  readonly into: Edge;
}

/**
 * The ways of all arrows. A frame's arrow starts at its row; the other ends of arrows are spread over the box's edge, in the
 * order in which the arrows come in, so that they do not cross before it.
 */
export function routesOf(
  arrows: readonly Arrow[],
  boxes: ReadonlyMap<string, Box>,
  rowY: (row: number) => number,
  bendsOf: (arrow: Arrow) => readonly Point[],
): readonly Route[] {
  const tied = arrows.flatMap((arrow): readonly Tied[] => {
    const [start, end] = [boxes.get(startKey(arrow)), boxes.get(endKey(arrow))];
    if (start === undefined || end === undefined) return [];
    return [{ arrow, bends: bendsOf(arrow), start, end, ...edgesBetween(start, end) }];
  });
  const spread = spreadEnds(tied.flatMap((one) => endsOf(one, rowY)));
  return tied.map((one) => ({
    arrow: one.arrow,
    points: [
      { x: edgeX(one.start, one.out), y: startY(one, rowY) ?? spread(one, "start") },
      ...one.bends,
      { x: edgeX(one.end, one.into), y: spread(one, "end") },
    ],
    leaves: one.out === "right" ? 1 : -1,
    arrives: one.into === "left" ? 1 : -1,
  }));
}

/** Side by side, an arrow goes straight from one to the other; one above the other, it goes out and comes back. */
function edgesBetween(start: Box, end: Box): { readonly out: Edge; readonly into: Edge } {
  if (end.x > start.x) return { out: "right", into: "left" };
  if (end.x < start.x) return { out: "left", into: "right" };
  return { out: "right", into: "right" };
}

const edgeX = ({ x, width }: Box, edge: Edge): number => (edge === "left" ? x : x + width);

const startY = ({ arrow: { from }, start }: Tied, rowY: (row: number) => number): number | null =>
  from.is === "frame" ? start.y + rowY(from.row) : null;

const middle = ({ y, height }: Box): number => y + height / 2;

/** An end of an arrow at a thing's box. */
interface End {
  readonly of: Tied;
  readonly at: "start" | "end";
  readonly box: Box;
  readonly edge: Edge;
  /** How far down the arrow is on its way there. */
  readonly from: number;
}

function endsOf(tied: Tied, rowY: (row: number) => number): readonly End[] {
  const { arrow, bends, start, end, out, into } = tied;
  const last = bends.at(-1)?.y ?? startY(tied, rowY) ?? middle(start);
  const arrival: End = { of: tied, at: "end", box: end, edge: into, from: last };
  if (arrow.from.is === "frame") return [arrival];
  return [{ of: tied, at: "start", box: start, edge: out, from: bends[0]?.y ?? middle(end) }, arrival];
}

/** Spreads the ends at each edge of each box; tells how far down one is. */
function spreadEnds(ends: readonly End[]): (of: Tied, at: End["at"]) => number {
  const edges = new Map<Box, Record<Edge, End[]>>();
  for (const end of ends) {
    const both = edges.get(end.box) ?? { left: [], right: [] };
    both[end.edge].push(end);
    edges.set(end.box, both);
  }
  const found = { start: new Map<Tied, number>(), end: new Map<Tied, number>() };
  for (const [{ y, height }, { left, right }] of edges) {
    for (const edge of [left, right]) {
      edge.sort((a, b) => a.from - b.from);
      for (const [index, { of, at }] of edge.entries()) {
        found[at].set(of, y + (height * (index + 1)) / (edge.length + 1));
      }
    }
  }
  return (of, at) => found[at].get(of) ?? 0;
}
