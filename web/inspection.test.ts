import { afterAll, expect, test } from "vitest";
import type { Action } from "../protocol/action.ts";
import { spawnInNode } from "./runtime/spawn-in-node.ts";
import { createSupervisor } from "./supervisor.ts";

const supervisor = createSupervisor({ spawn: spawnInNode("3.14"), deadline: 5000 });
afterAll(() => supervisor.dispose());

const START: Action = { do: "start", branch: "A", call: "g()" };
const NEXT: Action = { do: "next", branch: "A" };

const COUNTING = "def g():\n    n = 0\n    while True:\n        yield n\n        n += 1\n";

test("the branches are read as they are after the actions before", async () => {
  void supervisor.open(COUNTING);
  void supervisor.act(START);
  void supervisor.act(NEXT);
  const inspection = await supervisor.inspect();
  expect(inspection?.branches.map(({ name }) => name)).toEqual(["A"]);
  const line = inspection?.branches[0]?.attributes.find(({ name }) => name === "f_lineno");
  expect(line?.text).toBe("4");
});

test("before anything was done, and after it was given up for another, there is nothing to read", async () => {
  void supervisor.open(COUNTING);
  void supervisor.act(START);
  const late = supervisor.inspect();
  await supervisor.open(COUNTING);
  expect(await late).toBeNull();
});

test("an experiment that makes reading impossible goes on without", async () => {
  void supervisor.open(`import dis\ndel dis.get_instructions\n${COUNTING}`);
  await supervisor.act(START);
  expect(await supervisor.inspect()).toBeNull();
  expect((await supervisor.act(NEXT)).outcome).toMatchObject({ kind: "yielded", text: "0" });
  expect(await supervisor.inspect()).toBeNull();
  expect((await supervisor.act(NEXT)).outcome).toMatchObject({ kind: "yielded", text: "1" });

  void supervisor.open(COUNTING);
  await supervisor.act(START);
  expect((await supervisor.inspect())?.branches).toHaveLength(1);
});
