import { afterAll, expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import { describePolicy } from "../../protocol/policy.ts";
import { spawnInNode } from "../runtime/spawn-in-node.ts";
import { createSupervisor } from "../supervisor.ts";
import { comparePolicies, type PolicyRun, policiesFor } from "./policy-comparison.ts";

const supervisor = createSupervisor({ spawn: spawnInNode("3.14") });
afterAll(() => supervisor.dispose());

const SOURCE =
  "def g():\n    total = 0\n    add = lambda n: total + n\n    for n in iter('abc'):\n        total += 1\n        yield n, add(1)\n";
const ACTIONS: readonly Action[] = [
  { do: "start", branch: "A", call: "g()" },
  { do: "next", branch: "A" },
];

test("every preset, and every choice for cells, is run beside the original", {
  timeout: 60_000,
}, async () => {
  await supervisor.open(SOURCE);
  let last = await supervisor.act({ do: "start", branch: "A", call: "g()" });
  last = await supervisor.act({ do: "next", branch: "A" });
  const [branch] = last.snapshot.branches;
  if (branch === undefined) throw new Error("there is no branch");
  const policies = policiesFor(branch, last.snapshot);
  expect(policies.map(describePolicy)).toEqual([
    "fork",
    "shallow",
    "isolated",
    "strict",
    "fork, cells share",
    "fork, cells copy",
    "fork, cells rebind",
    "fork, cells unbind",
    "fork, cells refuse",
  ]);

  const runs: PolicyRun[] = [];
  const prefix = { source: SOURCE, actions: ACTIONS, branch: "A" };
  await comparePolicies(supervisor, prefix, policies, (run) => runs.push(run), new AbortController().signal);
  const [fork, shallow, isolated, strict, shared] = runs;
  const texts = (run: PolicyRun | undefined) =>
    run?.steps.map(({ clone, original }) => `${clone.outcome.text} ${original.outcome.text}`);
  expect(texts(fork)).toEqual([
    "('b', 3) ('b', 3)",
    "('c', 4) ('c', 4)",
    expect.any(String),
    expect.any(String),
  ]);
  expect(fork?.steps.every(({ clone, original }) => clone.isUndisturbed && original.isUndisturbed)).toBe(
    true,
  );
  expect(texts(isolated)).toEqual(texts(fork));
  // One iterator: what the clone takes, the original misses; and one variable that both count in.
  expect(texts(shallow)?.[0]).toBe("('b', 3) ('c', 4)");
  expect(shallow?.steps[0]?.original.isUndisturbed).toBe(false);
  expect(strict?.cloning.kind).toBe("refused");
  expect(strict?.steps).toEqual([]);
  expect(texts(shared)?.[0]).toBe("('b', 3) ('b', 4)");
});

test("nothing is told once it is given up", async () => {
  const giveUp = new AbortController();
  giveUp.abort();
  const runs: PolicyRun[] = [];
  const prefix = { source: SOURCE, actions: ACTIONS, branch: "A" };
  await comparePolicies(supervisor, prefix, ["fork"], (run) => runs.push(run), giveUp.signal);
  expect(runs).toEqual([]);
});
