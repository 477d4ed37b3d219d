import { Worker } from "node:worker_threads";
import { wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Action } from "../protocol/action.ts";
import { parseStep, type Step } from "../protocol/engine.ts";
import type { Host } from "./host.ts";

const worker = new Worker(new URL("./node.mjs", import.meta.url), { stdout: true, stderr: true });
const host = wrap<Host<string>>(nodeEndpoint(worker));
const written: Buffer[] = [];
worker.stdout.on("data", (part: Buffer) => written.push(part));
beforeAll(() => host.boot("3.14"));
afterAll(() => worker.terminate());

const START: Action = { do: "start", branch: "A", call: "g()" };
const NEXT: Action = { do: "next", branch: "A" };

/** Runs a generator function to its first `yield`. */
async function first(source: string): Promise<Step> {
  await host.open(source);
  await host.act(START);
  return parseStep(await host.act(NEXT));
}

test("answers an action with a step of the lab", async () => {
  const { outcome, snapshot } = await first("def g():\n    yield 1\n");
  expect(outcome).toMatchObject({ kind: "yielded", text: "1" });
  expect(snapshot.branches).toMatchObject([{ name: "A", status: "suspended", line: 2 }]);
});

test("opens without running a thing, and forgets what was open before", async () => {
  await host.open("raise SystemExit");
  await host.open("def g(): yield 2");
  expect(parseStep(await host.act(START)).snapshot.branches).toHaveLength(1);
});

test("hashes alike in every interpreter, so that a replay finds sets in the same order", async () => {
  const { outcome } = await first("def g():\n    yield hash('a')\n");
  expect(outcome.text).toBe("-468864544");
});

test("gives user code an empty stdin, and descriptors that lead nowhere", async () => {
  const source = "import os\ndef g():\n    os.write(1, b'seen')\n    yield os.read(0, 9)\n";
  expect((await first(source)).outcome.text).toBe("b''");
  expect(Buffer.concat(written).toString()).not.toContain("seen");
});

test("outlives what user code left to JavaScript", async () => {
  const source =
    "import js\nfrom pyodide.ffi import create_once_callable as once\ndef g():\n    js.setTimeout(once(lambda: 1 / 0), 0)\n    yield 1\n    yield 2\n";
  await first(source);
  expect(parseStep(await host.act(NEXT)).outcome).toMatchObject({ kind: "yielded", text: "2" });
});

test("is not asked again once it has died", async () => {
  const died = host.died();
  await expect(first("import os\ndef g():\n    yield os.abort()\n")).rejects.toThrow("unreachable");
  expect(await died).toBe("RuntimeError: unreachable");
  await expect(host.act(NEXT)).rejects.toThrow("The interpreter has died: RuntimeError: unreachable");
});
