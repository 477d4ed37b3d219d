import { expect, test } from "vitest";
import type { Action } from "../protocol/action.ts";
import { parseStep } from "../protocol/engine.ts";
import { createEngine } from "./engine.ts";
import { installed } from "./installed.ts";
import { type Boot, bootInterpreter, dumpMemory } from "./interpreter.ts";

const SOURCE =
  "import random\n\ndef g():\n    for n in [1, 2]:\n        yield n\n    yield random.random()\n";
const NEXT: Action = { do: "next", branch: "A" };

/** The digests of some steps in an interpreter that is booted so, and a random number. */
async function play(boot: Boot) {
  const engine = createEngine(await bootInterpreter(boot));
  await engine.open(SOURCE);
  const actions: readonly Action[] = [
    { do: "start", branch: "A", call: "g()" },
    NEXT,
    { do: "clone", branch: "A", as: "B", policy: "fork" },
    NEXT,
  ];
  const digests: string[] = [];
  for (const action of actions) digests.push(parseStep(await engine.act(action)).digest);
  const { outcome } = parseStep(await engine.act(NEXT));
  return { digests, random: outcome.text };
}

test("an interpreter from a dump does as one from a plain boot, with random numbers of its own", {
  timeout: 120_000,
}, async () => {
  const boot = await installed("3.14");
  const dump = await dumpMemory(boot);
  const plain = await play(boot);
  const first = await play({ ...boot, dump });
  const second = await play({ ...boot, dump });
  expect(first.digests).toEqual(plain.digests);
  expect(second.digests).toEqual(plain.digests);
  expect(new Set([plain.random, first.random, second.random]).size).toBe(3);
  await expect(bootInterpreter({ ...boot, dump: dump.slice(0, 1000) })).rejects.toThrow();
});
