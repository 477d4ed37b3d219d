import { describe, expect, test } from "vitest";
import type { Branch, ObjectView, Slot, Snapshot } from "../../protocol/snapshot.ts";
import { branchForTests } from "./branch-for-tests.ts";
import { compare, type Reading, type Row, type TableName } from "./comparison.ts";

const NOTHING: Snapshot = { branches: [], objects: [] };

const object = (id: number, text: string, parts: ObjectView["parts"] = []): ObjectView => ({
  id,
  type: "thing",
  text,
  parts,
});

const local = (name: string, id: number | null): Slot => ({
  name,
  kind: "local",
  role: null,
  cell: null,
  holds: id === null ? { is: "unset" } : { is: "object", object: id },
});

const cell = (name: string, id: number, content: number): Slot => ({
  name,
  kind: "cell",
  role: null,
  cell: id,
  holds: { is: "object", object: content },
});

const branch = (name: string, tables: Partial<Branch>) => branchForTests(name, { line: 1, ...tables });

const rows = (now: Snapshot, table: TableName = "Locals", before = NOTHING): readonly Row[] =>
  compare(now, before).find((t) => t.name === table)?.rows ?? [];

const readings = (
  now: Snapshot,
  table: TableName = "Locals",
  before = NOTHING,
): readonly (Reading | null)[] => rows(now, table, before).flatMap((row) => row.readings);

const ties = (now: Snapshot, table: TableName = "Locals") =>
  readings(now, table).map((r) => r?.tie.is ?? "absent");

describe("rows", () => {
  test("are aligned by name, in the first branch's order", () => {
    const now = {
      branches: [
        branch("A", { locals: [local("a", 1), local("c", 1)] }),
        branch("B", { locals: [local("a", 1), local("b", 1), local("c", 1), local("d", 1)] }),
      ],
      objects: [object(1, "1")],
    };
    expect(rows(now).map((row) => row.name)).toEqual(["a", "b", "c", "d"]);
    expect(rows(now)[1]?.readings[0]).toBeNull();
  });

  test("unfold what an object is made of, but no object inside itself", () => {
    const parts = [{ name: "its list", object: 2 }];
    const now = {
      branches: [branch("A", { stack: [{ ...local("0", 1), kind: "stack", role: "for iterator" }] })],
      objects: [object(1, "iterator", parts), object(2, "[…]", [{ name: "itself", object: 1 }])],
    };
    expect(rows(now, "Value stack").map(({ name, role, depth }) => ({ name, role, depth }))).toEqual([
      { name: "0", role: "for iterator", depth: 0 },
      { name: "its list", role: null, depth: 1 },
      { name: "itself", role: null, depth: 2 },
    ]);
  });

  test("keep below an object what it is made of, whatever other branches have behind theirs", () => {
    const entry = (name: string, id: number): Slot => ({ ...local(name, id), kind: "stack" });
    const now = {
      branches: [
        branch("A", { stack: [entry("0", 1)] }),
        branch("B", { stack: [entry("0", 2), entry("1", 3)] }),
      ],
      objects: [object(1, "iterator", [{ name: "its list", object: 2 }]), object(2, "[]"), object(3, "0")],
    };
    expect(rows(now, "Value stack").map(({ name }) => name)).toEqual(["0", "its list", "1"]);
  });

  test("show a role only where all branches agree on it", () => {
    const entry = (role: string): Slot => ({ ...local("0", 1), kind: "stack", role });
    const now = {
      branches: [
        branch("A", { stack: [entry("delegate")] }),
        branch("B", { stack: [entry("for iterator")] }),
      ],
      objects: [object(1, "x")],
    };
    expect(rows(now, "Value stack")[0]?.role).toBeNull();
  });
});

describe("ties", () => {
  test("a single branch has nothing to compare with", () => {
    expect(ties({ branches: [branch("A", { locals: [local("a", 1)] })], objects: [object(1, "1")] })).toEqual(
      ["none"],
    );
  });

  test("equal ordinals are the same object; equal texts are not", () => {
    const now = {
      branches: [
        branch("A", { locals: [local("shared", 1), local("own", 2)] }),
        branch("B", { locals: [local("shared", 1), local("own", 3)] }),
      ],
      objects: [object(1, "[]"), object(2, "[]"), object(3, "[]")],
    };
    expect(ties(now)).toEqual(["same", "same", "own", "own"]);
  });

  test("of cells the cell decides, not its content", () => {
    const own = {
      branches: [branch("A", { cells: [cell("n", 2, 1)] }), branch("B", { cells: [cell("n", 3, 1)] })],
      objects: [object(1, "10")],
    };
    expect(ties(own, "Cells")).toEqual(["own", "own"]);
    const shared = { ...own, branches: own.branches.map((b) => ({ ...b, cells: [cell("n", 2, 1)] })) };
    expect(ties(shared, "Cells")).toEqual(["same", "same"]);
  });

  test("an unset slot and a tagged integer are no objects", () => {
    const tagged: Slot = { ...local("b", null), holds: { is: "integer", value: 2 } };
    const locals = [local("a", null), tagged];
    const now = { branches: [branch("A", { locals }), branch("B", { locals })], objects: [] };
    expect(ties(now)).toEqual(["none", "none", "none", "none"]);
    expect(readings(now)[2]?.text).toBe("2");
  });

  test("tell which neighbours share", () => {
    const now = {
      branches: [1, 1, 2, 1].map((id, i) => branch("ABCD".charAt(i), { locals: [local("a", id)] })),
      objects: [object(1, "x"), object(2, "y")],
    };
    expect(readings(now).map((r) => r?.tie)).toEqual([
      { is: "same", with: ["B", "D"], before: false, after: true },
      { is: "same", with: ["A", "D"], before: true, after: false },
      { is: "own" },
      { is: "same", with: ["A", "B"], before: false, after: false },
    ]);
  });
});

describe("changes", () => {
  const before = {
    branches: [branch("A", { locals: [local("a", 1), local("b", 2)] })],
    objects: [object(1, "1"), object(2, "[]")],
  };

  const changed = (now: Snapshot, name: string) =>
    rows(now, "Locals", before)
      .find((row) => row.name === name)
      ?.readings.map((r) => r?.changed);

  test("another object is a change, and so is the same object with another text", () => {
    const now = {
      branches: [branch("A", { locals: [local("a", 3), local("b", 2)] })],
      objects: [object(3, "2"), object(2, "[1]")],
    };
    expect(changed(now, "a")).toEqual([true]);
    expect(changed(now, "b")).toEqual([true]);
  });

  test("a new slot has changed; a new branch has not", () => {
    const locals = [local("a", 1), local("c", 1)];
    const now = { branches: [branch("A", { locals }), branch("B", { locals })], objects: before.objects };
    expect(changed(now, "a")).toEqual([false, false]);
    expect(changed(now, "c")).toEqual([true, false]);
  });

  test("setting and unsetting are changes", () => {
    const now = {
      branches: [branch("A", { locals: [local("a", null), local("b", 2)] })],
      objects: before.objects,
    };
    expect(changed(now, "a")).toEqual([true]);
    expect(changed(now, "b")).toEqual([false]);
  });
});
