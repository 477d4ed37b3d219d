import { Graph, layout, type NodeLabel } from "@dagrejs/dagre";
import type { Arrow, Heap } from "./heap.ts";
import { type Columns, columnsOf, endKey, frameKey, startKey, thingKey } from "./heap-columns.ts";
import { type Drawing, orderByRows } from "./heap-order.ts";
import { type Box, type Point, type Route, routesOf } from "./heap-routes.ts";
import { FRAME, frameHeight, rowY, THING } from "./heap-sizes.ts";

export interface HeapLayout {
  readonly width: number;
  readonly height: number;
  /** By `frameKey` and `thingKey`. A thing beyond `MOST_THINGS` has none. */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly routes: readonly Route[];
}

/** So many things are drawn: a picture with more of them could not be read, and would take long. */
export const MOST_THINGS = 80;

const BETWEEN_COLUMNS = 40;
const BETWEEN_BOXES = 16;
const BETWEEN_ARROWS = 12;

/** Where everything in the heap is drawn, in CSS pixels: the frames at the sides, and what is shared in the middle. */
export function layHeap(heap: Heap): HeapLayout {
  const drawn = firstThings(heap);
  const columns = columnsOf(drawn);
  const graph = graphOf(drawn, columns);
  layout(graph, { customOrder: (ranked) => orderByRows(ranked, keysAtTheRight(drawn)) });
  const nodes = graph.nodes().filter((key) => key !== ANCHOR);
  const placed = new Map(nodes.map((key) => [key, boxOf(graph.node(key))]));
  const bends = (arrow: Arrow): readonly Point[] => bendsOf(arrow, graph, columns);
  return fromItsCorner(placed, routesOf(drawn.arrows, placed, rowY, bends));
}

/** Moves all so that the drawing begins at its left upper corner, and measures it. */
function fromItsCorner(boxes: ReadonlyMap<string, Box>, routes: readonly Route[]): HeapLayout {
  const corners = [...boxes.values()].flatMap(({ x, y, width, height }) => [
    { x, y },
    { x: x + width, y: y + height },
  ]);
  const points = [...corners, ...routes.flatMap((route) => route.points)];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const move = <T extends Point>(one: T): T => ({ ...one, x: one.x - left, y: one.y - top });
  return {
    width: Math.max(...xs) - left,
    height: Math.max(...ys) - top,
    boxes: new Map([...boxes].map(([key, box]) => [key, move(box)])),
    routes: routes.map((route) => ({ ...route, points: route.points.map(move) })),
  };
}

function firstThings(heap: Heap): Heap {
  if (heap.things.length <= MOST_THINGS) return heap;
  const things = heap.things.slice(0, MOST_THINGS);
  const kept = new Set(things.map(({ ordinal }) => ordinal));
  const arrows = heap.arrows.filter(
    ({ from, to }) => kept.has(to) && (from.is === "frame" || kept.has(from.ordinal)),
  );
  return { ...heap, things, arrows };
}

/** Stands before the first column, for what no arrow ties to the other frames: so that all have one left edge. */
const ANCHOR = "anchor";

/**
 * The heap as dagre takes it. Each edge goes from left to right, whichever way its arrow points, and is exactly as long as
 * its columns are apart, so that dagre has no choice of columns.
 */
function graphOf(heap: Heap, columns: Columns): Drawing {
  const graph: Drawing = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: "LR",
    ranker: "tight-tree",
    ranksep: BETWEEN_COLUMNS,
    nodesep: BETWEEN_BOXES,
    edgesep: BETWEEN_ARROWS,
  });
  for (const { branch, rows } of heap.frames) {
    graph.setNode(frameKey(branch), { width: FRAME.width, height: frameHeight(rows.length) });
  }
  for (const arrow of heap.arrows) graph.setNode(endKey(arrow), { ...THING });
  for (const arrow of heap.arrows) {
    const { v, w, minlen } = edgeOf(arrow, columns);
    if (minlen > 0) graph.setEdge(v, w, { minlen, weight: 1, width: 0, height: 0 }, nameOf(arrow));
  }
  const apart = separateFrames(heap);
  if (apart.length > 1) {
    graph.setNode(ANCHOR, { width: 0, height: 0 });
    for (const key of apart) {
      graph.setEdge(ANCHOR, key, { minlen: 1 + (columns.get(key) ?? 0), weight: 1, width: 0, height: 0 });
    }
  }
  return graph;
}

const keysAtTheRight = ({ frames, things }: Heap): ReadonlySet<string> =>
  new Set([
    ...frames.filter(({ side }) => side === "right").map(({ branch }) => frameKey(branch)),
    ...things.filter(({ place }) => place === "right").map(({ ordinal }) => thingKey(ordinal)),
  ]);

/** An arrow's two ends, the left one first. No edge where they are in one column. */
function edgeOf(arrow: Arrow, columns: Columns) {
  const [start, end] = [startKey(arrow), endKey(arrow)];
  const length = (columns.get(end) ?? 0) - (columns.get(start) ?? 0);
  return length < 0
    ? { v: end, w: start, minlen: -length, isBackward: true }
    : { v: start, w: end, minlen: length, isBackward: false };
}

/** Tells an arrow from others between the same two. */
const nameOf = ({ from }: Arrow): string => (from.is === "frame" ? `row ${from.row}` : from.label);

/** One frame of each part of the heap that no arrow ties to the others. */
function separateFrames({ frames, arrows }: Heap): readonly string[] {
  const near = new Map<string, string[]>();
  for (const arrow of arrows) {
    const [start, end] = [startKey(arrow), endKey(arrow)];
    near.set(start, [...(near.get(start) ?? []), end]);
    near.set(end, [...(near.get(end) ?? []), start]);
  }
  const seen = new Set<string>();
  const apart: string[] = [];
  for (const key of frames.map(({ branch }) => frameKey(branch))) {
    if (seen.has(key)) continue;
    apart.push(key);
    const part = new Set([key]);
    for (const one of part) for (const next of near.get(one) ?? []) part.add(next);
    for (const one of part) seen.add(one);
  }
  return apart;
}

function boxOf({ x = 0, y = 0, width, height }: NodeLabel): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/**
 * Where an arrow passes the columns between its ends: for each, the point where it comes in and the one where it goes out.
 * Of the points that dagre gives, every other one is between two columns, where the arrow is free to bend.
 */
function bendsOf(arrow: Arrow, graph: Drawing, columns: Columns): readonly Point[] {
  const { v, w, minlen, isBackward } = edgeOf(arrow, columns);
  if (minlen === 0) return [];
  const inner = (graph.edge(v, w, nameOf(arrow)).points ?? []).slice(1, -1);
  const passed = inner.filter((_, index) => index % 2 === 1);
  const bends = passed.flatMap(({ x, y }) => [
    { x: x - THING.width / 2, y },
    { x: x + THING.width / 2, y },
  ]);
  return isBackward ? bends.reverse() : bends;
}
