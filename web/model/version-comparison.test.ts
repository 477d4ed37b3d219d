import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import { spawnInNode } from "../runtime/spawn-in-node.ts";
import { createSupervisor } from "../supervisor.ts";
import {
  type ComparedAction,
  compareOutcomes,
  compareRuns,
  compareSnapshots,
  farthestFrom,
  isOtherwise,
  summaryOf,
  worthShowing,
} from "./version-comparison.ts";
import { playOn, type VersionRun } from "./version-run.ts";

const SOURCE = `import sys

def each(items):
    for item in items:
        yield item
`;
const ACTIONS: readonly Action[] = [
  { do: "start", branch: "A", call: "each(['a', 'b'])" },
  { do: "next", branch: "A" },
  { do: "evaluate", expression: "A" },
  { do: "evaluate", expression: "sys.version_info >= (3, 15)" },
  { do: "evaluate", expression: "print(sys.version_info[:2])" },
  { do: "next", branch: "A" },
];

/** The list loop differs between these two: a hidden iterator, or the list itself and a bare number. */
const run = (python: string): VersionRun =>
  playOn(python, createSupervisor({ spawn: spawnInNode(python) }), { source: SOURCE, actions: ACTIONS });
const runs = [run("3.14"), run("3.15")] as const;
afterAll(() => {
  for (const one of runs) one.dispose();
});

let compared: readonly ComparedAction[] = [];
const differences = () => compared.map((one) => one.differences);

beforeAll(async () => {
  await Promise.all(runs.map(({ done }) => done));
  compared = compareRuns(ACTIONS, runs[0].steps.value, runs[1].steps.value);
}, 100_000);

/** The steps of an action that both have played. */
function stepsOf(index: number) {
  const [first, second] = compared[index]?.steps ?? [];
  if (!first || !second) throw new Error(`action ${index} was not played on both`);
  return [first, second] as const;
}

/** The branches after an action. */
function branchesAfter(index: number) {
  const [first, second] = stepsOf(index);
  return compareSnapshots(first.snapshot, second.snapshot);
}

describe("two Pythons", () => {
  test("are the same where the texts are, whatever the numbers of their objects", () => {
    expect(differences()[0]).toEqual([]);
    const [first, second] = stepsOf(2);
    expect(first.outcome.text).toMatch(/<generator object each #\d+>/);
    expect(second.outcome.text).toMatch(/<generator object each #\d+>/);
    expect(differences()[2]).not.toContain("outcome");
  });

  test("differ in an outcome, in what is printed, in the snapshot alone", () => {
    expect(differences()[1]).toEqual(["snapshot"]);
    expect(differences()[3]).toContain("outcome");
    expect(differences()[4]).toContain("output");
    expect(differences()[4]).not.toContain("outcome");
    expect(compareOutcomes(stepsOf(4)).rows.map(({ name, differs }) => ({ name, differs }))).toEqual([
      { name: "outcome", differs: false },
      { name: "stdout", differs: true },
    ]);
  });

  test("are summed up in a sentence", () => {
    expect(summaryOf(compared)).toBe(
      "1 of 6 actions came out otherwise; after 4 more the snapshot or the output differs",
    );
    expect(summaryOf(compared.slice(0, 1))).toBe("0 of 1 action came out otherwise");
  });
});

test("what came out otherwise is shown first, then what differs at all, then the last", () => {
  expect(worthShowing(compared)).toBe(3);
  expect(worthShowing(compared.slice(0, 3))).toBe(1);
  expect(worthShowing(compared.slice(0, 1))).toBe(0);
  expect(worthShowing(compareRuns(ACTIONS, [], []))).toBeNull();
});

describe("snapshots", () => {
  test("are compared slot by slot, by text, role and presence", () => {
    const [branch] = branchesAfter(1);
    if (branch === undefined) throw new Error("there is no branch");
    expect(isOtherwise(branch)).toBe(true);
    const table = (name: string) => branch.tables.find((one) => one.name === name)?.rows ?? [];
    expect(table("Locals").map(({ name, differs }) => ({ name, differs }))).toEqual([
      { name: "items", differs: false },
      { name: "item", differs: false },
    ]);
    const [entry, ...more] = table("Value stack");
    expect(entry?.differs).toBe(true);
    expect(entry?.cells.map((cell) => cell?.text)).toEqual(["list_iterator at 1 of 2", "['a', 'b']"]);
    expect(more.filter(({ cells }) => cells[0] === null)).toHaveLength(1);
    expect(table("Place").map(({ name, differs }) => ({ name, differs }))).toEqual([
      { name: "status", differs: false },
      { name: "line", differs: false },
    ]);
  });

  test("a branch that one of them lacks differs", () => {
    const [first] = stepsOf(0);
    const [branch] = compareSnapshots({ branches: [], objects: [] }, first.snapshot);
    expect(branch?.isThere).toEqual([false, true]);
    expect(branch && isOtherwise(branch)).toBe(true);
  });
});

describe("runs", () => {
  test("what one Python has not come to is not compared yet", () => {
    const [partly] = compareRuns(ACTIONS, runs[0].steps.value, []);
    expect(partly?.steps[1]).toBeNull();
    expect(partly?.differences).toEqual([]);
  });

  test("what was compared is not compared again", () => {
    const again = compareRuns(ACTIONS, runs[0].steps.value, runs[1].steps.value, compared);
    expect(again.every((one, index) => one === compared[index])).toBe(true);
  });
});

test("beside a Python the one farthest from it is set", () => {
  const pythons = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];
  expect(farthestFrom("3.14", pythons)).toBe("3.10");
  expect(farthestFrom("3.11", pythons)).toBe("3.15");
});
