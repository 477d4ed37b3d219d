import { describe, expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import type { Branch, Status } from "../../protocol/snapshot.ts";
import { branchForTests } from "./branch-for-tests.ts";
import { describeFork, type Fork, forkTree, layForkTree, neighbour, stage } from "./fork-tree.ts";
import type { Entry, Timeline } from "./timeline.ts";

const branch = (name: string, status: Status = "suspended") => branchForTests(name, { status });

const entry = (action: Action, outcome: Outcome, branches: readonly Branch[]): Entry => ({
  action,
  step: { outcome, stdout: "", stderr: "", snapshot: { branches: [...branches], objects: [] }, digest: "" },
});

const names = (text: string): readonly Branch[] => [...text].map((name) => branch(name));

const start = (name: string, there: string): Entry =>
  entry(
    { do: "start", branch: name, call: `${name.toLowerCase()}()` },
    { kind: "started", text: "" },
    names(there),
  );
const clone = (of: string, as: string, there: string): Entry =>
  entry(
    { do: "clone", branch: of, as, policy: "fork" },
    { kind: "cloned", text: `${as} is a clone of ${of}`, as },
    names(there),
  );
const drop = (name: string, there: string): Entry =>
  entry({ do: "drop", branch: name }, { kind: "dropped", text: "" }, names(there));

const FAMILY: Timeline = [
  start("A", "A"),
  clone("A", "B", "AB"),
  clone("A", "C", "ABC"),
  clone("B", "D", "ABCD"),
  start("E", "ABCDE"),
];

const drawn = (timeline: Timeline): readonly string[] =>
  forkTree(timeline).map(({ level, branch, at, state }) => `${"  ".repeat(level)}${branch} ${at} ${state}`);

const named = (timeline: Timeline, name: string): Fork =>
  forkTree(timeline).find(({ branch }) => branch === name) ?? expect.fail(`there is no ${name}`);

describe("a fork tree", () => {
  test("of nothing is empty", () => {
    expect(forkTree([])).toEqual([]);
  });

  test("has each branch before its clones, and one root for each original", () => {
    expect(drawn(FAMILY)).toEqual([
      "A 1 suspended",
      "  B 2 suspended",
      "    D 4 suspended",
      "  C 3 suspended",
      "E 5 suspended",
    ]);
    expect(forkTree(FAMILY).map(({ place, places }) => `${place} of ${places}`)).toEqual([
      "1 of 2",
      "1 of 2",
      "1 of 1",
      "2 of 2",
      "2 of 2",
    ]);
  });

  test("keeps those that were dropped, and takes one of the same name for another", () => {
    expect(drawn([...FAMILY.slice(0, 3), drop("B", "AC"), clone("C", "B", "ACB")])).toEqual([
      "A 1 suspended",
      "  B 2 dropped",
      "  C 3 suspended",
      "    B 5 suspended",
    ]);
  });

  test("gives a clone to the branch that had the name then", () => {
    const again = [start("A", "A"), drop("A", ""), start("A", "A"), clone("A", "B", "AB")];
    expect(drawn(again)).toEqual(["A 1 dropped", "A 3 suspended", "  B 4 suspended"]);
  });

  test("knows nothing of clones that were refused or are under way", () => {
    const action: Action = { do: "clone", branch: "A", as: "B", policy: "strict" };
    const refusal: Outcome = { kind: "refused", text: "", slot: null, reason: "", remedy: "" };
    expect(drawn([start("A", "A"), entry(action, refusal, names("A"))])).toEqual(["A 1 suspended"]);
    expect(drawn([start("A", "A"), { action, step: null }])).toEqual(["A 1 running"]);
  });

  test("tells what is live from what has come to its end", () => {
    const end = entry({ do: "next", branch: "A" }, { kind: "returned", text: "None", object: null }, [
      branch("A", "returned"),
      branch("B"),
    ]);
    const timeline = [start("A", "A"), clone("A", "B", "AB"), end];
    expect(forkTree(timeline).map(stage)).toEqual(["finished", "live"]);
    expect(forkTree([...timeline, drop("A", "B")]).map(stage)).toEqual(["dropped", "live"]);
  });

  test("of a thousand clones of clones is no trouble", () => {
    const name = (index: number) => `b${index}`;
    const chain = Array.from({ length: 1000 }, (_, index) => clone(name(index), name(index + 1), ""));
    const timeline = [start("b0", ""), ...chain];
    expect(forkTree(timeline).at(-1)?.level).toBe(1000);
  });
});

describe("a fork in words", () => {
  test("says what it is, whence it came, and how it is", () => {
    expect(describeFork(named(FAMILY, "D"))).toBe("D, clone of B by fork at action 4, suspended");
    expect(describeFork(named(FAMILY, "E"))).toBe("E, original, e(), started at action 5, suspended");
  });
});

describe("the drawing", () => {
  const placed = layForkTree(forkTree(FAMILY));

  test("has a row for each branch, and leads down to its last clone", () => {
    expect(placed.map(({ fork, row, lastRow }) => [fork.branch, row, lastRow])).toEqual([
      ["A", 0, 3],
      ["B", 1, 2],
      ["D", 2, null],
      ["C", 3, null],
      ["E", 4, null],
    ]);
  });

  test("makes room for the policies on the way to a branch", () => {
    expect(placed.map(({ fork, label, indent }) => [fork.branch, label, indent])).toEqual([
      ["A", "", 0],
      ["B", "fork", 4],
      ["D", "fork", 8],
      ["C", "fork", 4],
      ["E", "", 0],
    ]);
  });

  test("shortens a policy that is long", () => {
    const action: Action = {
      do: "clone",
      branch: "A",
      as: "B",
      policy: { preset: "isolated", files: "dup", cells: "copy" },
    };
    const cloned: Outcome = { kind: "cloned", text: "", as: "B" };
    const timeline = [start("A", "A"), entry(action, cloned, names("AB"))];
    expect(layForkTree(forkTree(timeline))[1]?.label).toBe("isolated, files d…");
  });
});

describe("a key", () => {
  const forks = forkTree(FAMILY);
  test.each([
    ["A", "ArrowUp", undefined],
    ["B", "ArrowUp", "A"],
    ["D", "ArrowDown", "C"],
    ["E", "ArrowDown", undefined],
    ["D", "ArrowLeft", "B"],
    ["A", "ArrowLeft", undefined],
    ["A", "ArrowRight", "B"],
    ["C", "ArrowRight", undefined],
    ["C", "Home", "A"],
    ["C", "End", "E"],
    ["C", "x", undefined],
  ])("at %s, %s leads to %s", (name, key, to) => {
    const here = forks.find(({ branch }) => branch === name) ?? expect.fail();
    expect(neighbour(forks, here, key)?.branch).toBe(to);
  });
});
