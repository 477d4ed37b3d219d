import { expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import type { Branch } from "../../protocol/snapshot.ts";
import { branchForTests } from "./branch-for-tests.ts";
import type { Entry } from "./timeline.ts";
import { isAwaited, pressAt, TOUR } from "./tour.ts";

const branch = (name: string, status: Branch["status"]) => branchForTests(name, { status });

const entry = (action: Action, branches: readonly Branch[]): Entry => ({
  action,
  step: {
    outcome: { kind: "started", text: "" },
    stdout: "",
    stderr: "",
    snapshot: { branches: [...branches], objects: [] },
    digest: "",
  },
});

const A = branch("A", "suspended");
const B = branch("B", "suspended");
const start = entry({ do: "start", branch: "A", call: "g()" }, [branch("A", "created")]);
const next = entry({ do: "next", branch: "A" }, [A]);
const clone = entry({ do: "clone", branch: "A", as: "B", policy: "fork" }, [A, B]);
const nextOfB = entry({ do: "next", branch: "B" }, [A, B]);

test("a tour of at most seven steps, each at a place of its own", () => {
  expect(TOUR.length).toBeLessThanOrEqual(7);
  expect(new Set(TOUR.map(({ place }) => place)).size).toBe(TOUR.length);
});

test("each step presses what leads to the next one", () => {
  expect(pressAt("source", [])).toBe(null);
  expect(pressAt("run", [])).toEqual({ button: "Run" });
  expect(pressAt("branch", [start])).toEqual({ button: "Next", branch: "A" });
  expect(pressAt("clone", [start, next])).toEqual({ button: "Clone", branch: "A" });
  expect(pressAt("shared", [start, next, clone])).toEqual({ button: "Next", branch: "B" });
  expect(pressAt("timeline", [start, next, clone, nextOfB])).toBe(null);
});

test("what the reader did already is not done again", () => {
  const all = [start, next, clone, nextOfB];
  expect(TOUR.map(({ place }) => pressAt(place, all))).toEqual(TOUR.map(() => null));
});

test("where nothing came of Run, the tour goes on without pressing", () => {
  const failed = entry({ do: "start", branch: "A", call: "g()" }, []);
  expect(pressAt("branch", [failed])).toBe(null);
  expect(isAwaited([failed], true)).toBe(false);
});

test("a step waits for what was begun before it", () => {
  expect(isAwaited([], false)).toBe(false);
  expect(isAwaited([], true)).toBe(true);
  expect(isAwaited([start, { action: { do: "next", branch: "A" }, step: null }], true)).toBe(true);
  expect(isAwaited([start], true)).toBe(false);
});
