import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Step } from "../../protocol/engine.ts";
import { inRepository } from "../../scripts/paths.mjs";
import { type Heap, heapOf, type Thing } from "./heap.ts";
import { frameKey, thingKey } from "./heap-columns.ts";
import { type HeapLayout, layHeap, MOST_THINGS } from "./heap-layout.ts";
import type { Box } from "./heap-routes.ts";
import { rowY } from "./heap-sizes.ts";

const thing = (ordinal: number, branches: readonly string[], place: Thing["place"]): Thing => ({
  ordinal,
  type: "list",
  text: "[]",
  branches,
  place,
  holders: [],
});

const fromFrame = (branch: string, row: number, to: number) => ({
  from: { is: "frame", branch, row } as const,
  to,
});
const fromThing = (ordinal: number, to: number) => ({
  from: { is: "thing", ordinal, label: "its list" } as const,
  to,
});

const rows = ["items", "stack[0]"].map((name) => ({ name, text: null }));

/** A list that two branches share, and an iterator for each. */
const LOOP: Heap = {
  frames: [
    { branch: "A", side: "left", rows },
    { branch: "B", side: "right", rows },
  ],
  things: [thing(1, ["A", "B"], "middle"), thing(2, ["A"], "left"), thing(3, ["B"], "right")],
  arrows: [
    fromFrame("A", 0, 1),
    fromFrame("A", 1, 2),
    fromFrame("B", 0, 1),
    fromFrame("B", 1, 3),
    fromThing(2, 1),
    fromThing(3, 1),
  ],
};

const NOWHERE: Box = { x: -1, y: -1, width: 0, height: 0 };
const boxAt = (layout: HeapLayout, key: string): Box => layout.boxes.get(key) ?? NOWHERE;

describe("places", () => {
  test("frames are at the sides, own objects beside them, shared ones in the middle", () => {
    const layout = layHeap(LOOP);
    const keys = [frameKey("A"), thingKey(2), thingKey(1), thingKey(3), frameKey("B")];
    const places = keys.map((key) => boxAt(layout, key).x);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(5);
    expect(places[0]).toBe(0);
  });

  test("frames of one side are one below the other, also where nothing ties them together", () => {
    const frames = ["A", "B", "C", "D"].map((branch, index) => ({
      branch,
      side: index % 2 === 0 ? ("left" as const) : ("right" as const),
      rows,
    }));
    const layout = layHeap({ ...LOOP, frames });
    const [a, b, c, d] = frames.map(({ branch }) => boxAt(layout, frameKey(branch)));
    expect([a?.x, b?.x]).toEqual([c?.x, d?.x]);
    expect(a?.y).toBeLessThan(c?.y ?? 0);
    expect(b?.y).toBeLessThan(d?.y ?? 0);
  });

  test("of a great many things the first are drawn, with the arrows between them", () => {
    const many = Array.from({ length: MOST_THINGS + 5 }, (_, index) => thing(index + 1, ["A"], "left"));
    const layout = layHeap({
      frames: LOOP.frames.slice(0, 1),
      things: many,
      arrows: many.map(({ ordinal }) => fromFrame("A", 0, ordinal)),
    });
    expect(layout.boxes.has(thingKey(MOST_THINGS))).toBe(true);
    expect(layout.boxes.has(thingKey(MOST_THINGS + 1))).toBe(false);
    expect(layout.routes).toHaveLength(MOST_THINGS);
  });
});

describe("arrows", () => {
  test("start at their row and end at the near edge of what they point to", () => {
    const layout = layHeap(LOOP);
    const route = layout.routes.find(({ arrow }) => arrow === LOOP.arrows[3]);
    const [frame, iterator] = [boxAt(layout, frameKey("B")), boxAt(layout, thingKey(3))];
    expect(route?.points[0]).toEqual({ x: frame.x, y: frame.y + rowY(1) });
    expect(route?.points.at(-1)).toEqual({
      x: iterator.x + iterator.width,
      y: iterator.y + iterator.height / 2,
    });
    expect([route?.leaves, route?.arrives]).toEqual([-1, -1]);
  });

  test("pass the columns between their ends", () => {
    const layout = layHeap(LOOP);
    const route = layout.routes.find(({ arrow }) => arrow === LOOP.arrows[0]);
    expect(route?.points).toHaveLength(4);
    const xs = route?.points.map(({ x }) => x) ?? [];
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
  });

  test("between things that hold each other, or themselves, are all drawn", () => {
    const arrows = [fromFrame("A", 0, 2), fromThing(2, 4), fromThing(4, 2), fromThing(2, 2)];
    const things = [thing(2, ["A"], "left"), thing(4, ["A"], "left")];
    expect(layHeap({ ...LOOP, things, arrows }).routes).toHaveLength(4);
  });
});

test("nothing is outside of the drawing, also where arrows pass above all boxes", () => {
  const own = [5, 7, 9, 11].map((ordinal) => thing(ordinal, ["A"], "left"));
  const arrows = [...LOOP.arrows, ...own.map(({ ordinal }) => fromFrame("A", 1, ordinal))];
  const { width, height, boxes, routes } = layHeap({ ...LOOP, things: [...LOOP.things, ...own], arrows });
  const corners = [...boxes.values()].flatMap((box) => [
    box,
    { x: box.x + box.width, y: box.y + box.height },
  ]);
  const points = [...corners, ...routes.flatMap((route) => route.points)];
  expect(points.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height)).toEqual([]);
});

describe("in the snapshots of real experiments", () => {
  const folder = inRepository("protocol", "samples");
  test.each(readdirSync(folder))("no box is on another: %s", (name) => {
    const steps: readonly Step[] = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
    for (const { snapshot } of steps) {
      const boxes = [...layHeap(heapOf(snapshot)).boxes.values()];
      const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
      expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
    }
  });
});

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
