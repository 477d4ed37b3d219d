import { signal } from "@preact/signals";
import { describe, expect, test } from "vitest";
import { branchForTests } from "./branch-for-tests.ts";
import { createColumns, visible } from "./columns.ts";
import type { Timeline } from "./timeline.ts";

/** A timeline of one action, after which there are these branches. */
const withBranches = (names: string): Timeline => {
  const snapshot = { branches: [...names].map((name) => branchForTests(name)), objects: [] };
  const outcome = { kind: "started", text: "" } as const;
  const action = { do: "start", branch: "A", call: "g()" } as const;
  return [{ action, step: { outcome, stdout: "", stderr: "", snapshot, digest: "" } }];
};

const columnsOf = (names: string) => {
  const timeline = signal(withBranches(names));
  const canAct = signal(true);
  const shown = signal(timeline.value);
  const columns = createColumns({ timeline, shown, canAct });
  return { columns, timeline, shown, canAct, collapsed: () => [...columns.collapsed.value].sort().join("") };
};

describe("columns", () => {
  test("are collapsed and expanded", () => {
    const { columns, collapsed } = columnsOf("ABC");
    columns.collapse("B");
    columns.collapse("C");
    expect(collapsed()).toBe("BC");
    columns.expand("B");
    expect(collapsed()).toBe("C");
    columns.showOnly("B");
    expect(collapsed()).toBe("AC");
    columns.showAll();
    expect(collapsed()).toBe("");
  });

  test("that are wanted are expanded", () => {
    const { columns, collapsed } = columnsOf("ABC");
    columns.showOnly("A");
    columns.want("B");
    expect([columns.wanted.value, collapsed()]).toEqual(["B", "C"]);
    columns.found();
    expect(columns.wanted.value).toBeNull();
  });

  test("of a branch that is gone are forgotten", () => {
    const { columns, timeline, collapsed } = columnsOf("ABC");
    columns.showOnly("A");
    timeline.value = withBranches("AC");
    expect(collapsed()).toBe("C");
  });

  test("stay collapsed while the actions are done again, under another name, too", () => {
    const { columns, timeline, canAct, collapsed } = columnsOf("ABC");
    columns.showOnly("A");
    canAct.value = false;
    columns.rename("B", "X");
    timeline.value = [];
    timeline.value = withBranches("AXC");
    canAct.value = true;
    expect(collapsed()).toBe("CX");
  });

  test("of another moment are collapsed with those of now", () => {
    const { columns, shown, collapsed } = columnsOf("AB");
    shown.value = withBranches("ACD");
    columns.showOnly("C");
    expect(collapsed()).toBe("ABD");
  });

  test("that are collapsed are not part of what is drawn", () => {
    const snapshot = { branches: [branchForTests("A"), branchForTests("B")], objects: [] };
    expect(visible(snapshot, new Set(["A"])).branches.map(({ name }) => name)).toEqual(["B"]);
    expect(visible(snapshot, new Set())).toBe(snapshot);
  });
});
