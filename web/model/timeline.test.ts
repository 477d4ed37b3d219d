import { describe, expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import type { Branch } from "../../protocol/snapshot.ts";
import { branchForTests } from "./branch-for-tests.ts";
import { pinsOf, troublesOf } from "./places.ts";
import { layRailway } from "./railway.ts";
import {
  branchesOf,
  currentSnapshot,
  type Entry,
  lastAnswered,
  recentExpressions,
  settle,
  underWay,
} from "./timeline.ts";
import { describeEntry } from "./wording.ts";

const branch = (name: string, line: number | null) =>
  branchForTests(name, { line, status: line === null ? "returned" : "suspended" });

const entry = (action: Action, outcome: Outcome, branches: readonly Branch[]): Entry => ({
  action,
  step: { outcome, stdout: "", stderr: "", snapshot: { branches: [...branches], objects: [] }, digest: "" },
});

const yielded: Outcome = { kind: "yielded", text: "3", object: 1, awaiting: false };
const A = branch("A", 2);
const B = branch("B", 2);
const start = entry({ do: "start", branch: "A", call: "g()" }, { kind: "started", text: "A is g()" }, [A]);
const next = entry({ do: "next", branch: "A" }, yielded, [A]);
const clone = entry(
  { do: "clone", branch: "A", as: "B", policy: "fork" },
  { kind: "cloned", text: "B is a clone of A", as: "B" },
  [A, B],
);
const send = entry({ do: "send", branch: "B", value: "5" }, yielded, [A, branch("B", 3)]);
const drop = entry({ do: "drop", branch: "B" }, { kind: "dropped", text: "B is gone" }, [A]);
const loop = entry(
  { do: "next", branch: "A" },
  { kind: "stopped", text: "stopped after 5 s: the action did not finish" },
  [A, B],
);

describe("a timeline", () => {
  test("writes an action down before its answer is there", () => {
    const asked: Entry = { action: { do: "next", branch: "A" }, step: null };
    expect(underWay([start, asked])).toBe(asked);
    expect(currentSnapshot([start, asked]).branches).toEqual([A]);
    const answered = settle([start, asked], asked, next.step ?? expect.fail());
    expect(underWay(answered)).toBeNull();
    expect(answered.at(-1)).toEqual(next);
  });

  test("ignores the answer to an action of an earlier run", () => {
    const timeline = [start];
    expect(settle(timeline, next, next.step ?? expect.fail())).toBe(timeline);
  });

  test("knows the last answer of each branch; a clone's first one is the cloning", () => {
    expect(lastAnswered([start, next, clone], "B")).toBe(clone);
    expect(lastAnswered([start, next, clone, send], "A")).toBe(clone);
    expect(lastAnswered([start, next, clone, send], "B")).toBe(send);
    expect(branchesOf([start, clone, send, drop])).toEqual(["A", "B"]);
  });

  test("recalls what was sent, newest first, each once", () => {
    expect(recentExpressions([send, send, next], "send")).toEqual(["5"]);
    expect(recentExpressions([send], "throw")).toEqual([]);
  });

  test("reads as sentences", () => {
    expect([next, send, loop].map(describeEntry)).toEqual([
      "A · next → yielded 3",
      "B · send 5 → yielded 3",
      "A · next → stopped after 5 s: the action did not finish",
    ]);
    expect(describeEntry({ ...next, step: null })).toBe("A · next …");
  });
});

describe("the railway", () => {
  test("gives a clone a lane of its own from where it was cloned", () => {
    const { lanes, switches, stations } = layRailway([start, next, clone, send]);
    expect(lanes).toEqual([
      { branch: "A", row: 0, from: 0, to: 3, open: true },
      { branch: "B", row: 1, from: 2, to: 3, open: true },
    ]);
    expect(switches).toEqual([{ branch: "B", at: 2, fromRow: 0, toRow: 1 }]);
    expect(stations.map((s) => s.row)).toEqual([0, 0, 0, 1]);
  });

  test("ends a dropped branch's lane, and begins another where its name is used again", () => {
    const { lanes } = layRailway([start, clone, drop, clone]);
    expect(lanes.filter((lane) => lane.branch === "B")).toEqual([
      { branch: "B", row: 1, from: 1, to: 2, open: false },
      { branch: "B", row: 1, from: 3, to: 3, open: true },
    ]);
  });

  test("marks what was stopped and what is under way", () => {
    const asked: Entry = { action: { do: "next", branch: "A" }, step: null };
    expect(layRailway([start, loop, asked]).stations.map((s) => s.state)).toEqual([
      "fine",
      "bad",
      "under way",
    ]);
  });
});

describe("places in the source", () => {
  test("are where the live branches are", () => {
    const hues = new Map([["A", 1 as const]]);
    expect(pinsOf([entry(next.action, yielded, [A, branch("B", null)])], hues)).toEqual([
      { branch: "A", hue: 1, line: 2 },
    ]);
  });

  test("are the traceback's lines in the source, the innermost told apart, those of expressions left out", () => {
    const raised: Outcome = {
      kind: "raised",
      text: "ValueError: no",
      type: "ValueError",
      origin: "generator",
      traceback: [
        { file: "experiment.py", line: 9, function: "main" },
        { file: "experiment.py", line: 4, function: "inner" },
        { file: "<throw>", line: 1, function: "<module>" },
      ],
    };
    const timeline = [entry(next.action, raised, [])];
    expect(troublesOf(timeline).map(({ line, innermost }) => ({ line, innermost }))).toEqual([
      { line: 9, innermost: false },
      { line: 4, innermost: true },
    ]);
    expect(timeline.map(describeEntry)).toEqual(["A · next → raised ValueError: no (line 4)"]);
  });
});
