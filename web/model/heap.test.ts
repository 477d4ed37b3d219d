import { describe, expect, test } from "vitest";
import type { Branch, ObjectView, Slot, Snapshot } from "../../protocol/snapshot.ts";
import { branchForTests } from "./branch-for-tests.ts";
import { type Heap, heapOf, whose, withoutBranches } from "./heap.ts";

const object = (id: number, type: string, text: string, parts: ObjectView["parts"] = []): ObjectView => ({
  id,
  type,
  text,
  parts,
});

const slot = (kind: Slot["kind"], name: string, id: number | null, cell: number | null = null): Slot => ({
  name,
  kind,
  role: null,
  cell,
  holds: id === null ? { is: "unset" } : { is: "object", object: id },
});

const branch = (name: string, tables: Partial<Branch>) => branchForTests(name, { line: 1, ...tables });

const list = object(1, "list", "[10, 20]");
const overList = (id: number) =>
  object(id, "list_iterator", "list_iterator at 1 of 2", [{ name: "its list", object: 1 }]);

/** A loop over a list that was cloned: one list, and an iterator for each. */
const LOOP: Snapshot = {
  branches: [
    branch("A", { locals: [slot("local", "items", 1)], stack: [slot("stack", "0", 2)] }),
    branch("B", { locals: [slot("local", "items", 1)], stack: [slot("stack", "0", 3)] }),
  ],
  objects: [list, overList(2), overList(3)],
};

const told = (heap: Heap) =>
  heap.things.map((thing) => {
    const { ordinal, type, text, holders } = thing;
    return `#${ordinal} ${type} ${text}: ${holders.join(", ")} (${whose(thing, heap.frames.length)})`;
  });

describe("objects", () => {
  test("are listed once, with all who hold them and whose they are", () => {
    expect(told(heapOf(LOOP))).toEqual([
      "#1 list [10, 20]: A.items, B.items, #2 its list, #3 its list (shared)",
      "#2 list_iterator at 1 of 2: A.stack[0] (A's own)",
      "#3 list_iterator at 1 of 2: B.stack[0] (B's own)",
    ]);
  });

  test("are in the middle where branches share them, else at their branch's side", () => {
    expect(heapOf(LOOP).things.map(({ place }) => place)).toEqual(["middle", "left", "right"]);
  });

  test("that some of the branches share say which", () => {
    const three = { ...LOOP, branches: [...LOOP.branches, branch("C", {})] };
    const heap = heapOf(three);
    expect(heap.things.map((thing) => whose(thing, 3))).toEqual(["shared by A, B", "A's own", "B's own"]);
    expect(heap.frames.map(({ side }) => side)).toEqual(["left", "right", "left"]);
  });

  test("are nobody's own where there is one branch", () => {
    const [only] = heapOf({ ...LOOP, branches: LOOP.branches.slice(0, 1) }).things;
    expect(only && whose(only, 1)).toBe("");
  });

  test("do not say their type and their number twice", () => {
    const objects = [
      object(1, "function", "<function g.<locals>.f #1>"),
      object(2, "ValueError", "ValueError('x')"),
      object(3, "tuple_iterator", "tuple_iterator, exhausted"),
    ];
    const locals = objects.map(({ id }) => slot("local", `x${id}`, id));
    const { things } = heapOf({ branches: [branch("A", { locals })], objects });
    expect(things.map(({ text }) => text)).toEqual(["g.<locals>.f", "ValueError('x')", "exhausted"]);
  });

  test("that hold each other are found once", () => {
    const [a, b] = [
      object(1, "map", "map", [{ name: "its part 1", object: 2 }]),
      object(2, "map", "map", [{ name: "its part 1", object: 1 }]),
    ];
    const heap = heapOf({ branches: [branch("A", { locals: [slot("local", "m", 1)] })], objects: [a, b] });
    expect(told(heap)).toEqual(["#1 map : A.m, #2 its part 1 ()", "#2 map : #1 its part 1 ()"]);
  });
});

describe("plain values", () => {
  const plain = [object(1, "int", "7"), object(2, "NoneType", "None"), object(3, "str", "'ab'")];

  test("are text in the frame's row, and no objects", () => {
    const locals = [slot("local", "n", 1), slot("local", "nothing", 2), slot("local", "later", null)];
    const heap = heapOf({ branches: [branch("A", { locals })], objects: plain });
    expect(heap.things).toEqual([]);
    expect(heap.frames[0]?.rows).toEqual([
      { name: "n", text: "7" },
      { name: "nothing", text: "None" },
    ]);
  });

  test("that an object is over are in its text", () => {
    const iterator = object(4, "str_iterator", "str_iterator at 1 of 2", [{ name: "its str", object: 3 }]);
    const stack = [slot("stack", "0", 4)];
    const heap = heapOf({ branches: [branch("A", { stack })], objects: [...plain, iterator] });
    expect(told(heap)).toEqual(["#4 str_iterator at 1 of 2, its str 'ab': A.stack[0] ()"]);
  });
});

describe("cells", () => {
  const objects = [list, object(2, "int", "5")];

  test("are things that hold their content", () => {
    const [own, shared] = [slot("cell", "n", 2, 7), slot("free", "items", 1, 8)];
    const empty = slot("cell", "late", null, 9);
    const heap = heapOf({
      branches: [branch("A", { cells: [own, shared, empty] }), branch("B", { cells: [shared] })],
      objects,
    });
    expect(told(heap)).toEqual([
      "#1 list [10, 20]: #8 content (shared)",
      "#7 cell 5: A.n (A's own)",
      "#8 cell holds #1: A.items, B.items (shared)",
      "#9 cell unset: A.late (A's own)",
    ]);
  });
});

describe("without a branch", () => {
  test("its frame, its own objects and all their arrows are gone; what it shares stays shared", () => {
    const heap = withoutBranches(heapOf(LOOP), new Set(["B"]));
    expect(heap.frames.map((frame) => frame.branch)).toEqual(["A"]);
    expect(heap.things.map(({ ordinal, place }) => [ordinal, place])).toEqual([
      [1, "middle"],
      [2, "left"],
    ]);
    expect(heap.arrows).toHaveLength(3);
  });
});
