import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import type { Timeline } from "./timeline.ts";
import { branchesBegun, playedOf } from "./version-run.ts";

const ACTIONS: readonly Action[] = [
  { do: "start", branch: "A", call: "g()" },
  { do: "clone", branch: "A", as: "B", policy: "fork" },
  { do: "next", branch: "B" },
];
const standing = signal({
  format: 2,
  title: "",
  notes: "",
  python: "3.14",
  source: "now",
  actions: ACTIONS,
} as const);

const entry = (action: Action): Timeline[number] => ({
  action,
  step: {
    outcome: { kind: "started", text: "" },
    stdout: "",
    stderr: "",
    snapshot: { branches: [], objects: [] },
    digest: "",
  },
});

test("where nothing was done, what is recorded is played, of the source as it stands", () => {
  const page = { standing, timeline: signal<Timeline>([]), script: signal([]), ranSource: signal(null) };
  expect(playedOf(page)).toEqual({ source: "now", actions: ACTIONS, left: 0 });
});

test("what was done is played, of the source that it was done to, but for what is under way", () => {
  const done = ACTIONS.slice(0, 1).map(entry);
  const under: Timeline = [...done, ...ACTIONS.slice(1, 2).map((action) => ({ action, step: null }))];
  const page = {
    standing,
    timeline: signal(under),
    script: signal(ACTIONS.slice(2)),
    ranSource: signal("then"),
  };
  expect(playedOf(page)).toEqual({ source: "then", actions: ACTIONS.slice(0, 1), left: 1 });
});

test("branches are in the order in which they come to be", () => {
  expect(branchesBegun({ source: "", actions: ACTIONS, left: 0 })).toEqual(["A", "B"]);
});
