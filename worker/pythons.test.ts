import { Worker } from "node:worker_threads";
import { wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { expect, test } from "vitest";
import type { Action } from "../protocol/action.ts";
import { parseStep } from "../protocol/engine.ts";
import { DISTRIBUTIONS, distributionOf } from "./distributions.ts";
import type { Host } from "./host.ts";

const SOURCE = `
import sys
def g():
    yield "%d.%d" % sys.version_info[:2], hash("a")
    yield 2
`;
const ACTIONS: readonly Action[] = [
  { do: "start", branch: "A", call: "g()" },
  { do: "next", branch: "A" },
  { do: "clone", branch: "A", as: "B", policy: "fork" },
  { do: "next", branch: "B" },
];

test.each([...DISTRIBUTIONS.keys()])("CPython %s boots, clones, and hashes alike", async (python) => {
  const worker = new Worker(new URL("./node.mjs", import.meta.url), { stdout: true, stderr: true });
  try {
    const host = wrap<Host<string>>(nodeEndpoint(worker));
    await host.boot(python);
    await host.open(SOURCE);
    const outcomes: string[] = [];
    for (const action of ACTIONS) outcomes.push(parseStep(await host.act(action)).outcome.text);
    // Before 3.11 the hash of a text is another one for the same seed.
    expect(outcomes.slice(1)).toEqual([expect.stringContaining(`('${python}', -`), "B is a clone of A", "2"]);
  } finally {
    await worker.terminate();
  }
});

test("another version is none that there is, and the message has those that there are", () => {
  expect(() => distributionOf("2.7")).toThrow("no CPython 2.7 for WebAssembly here, but 3.10, 3.11");
});
