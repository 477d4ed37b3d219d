import { effect } from "@preact/signals";
import { afterAll, describe, expect, test } from "vitest";
import type { Action } from "../protocol/action.ts";
import type { Step } from "../protocol/engine.ts";
import type { Interpreter, Spawn } from "./runtime/interpreter.ts";
import { spawnInNode } from "./runtime/spawn-in-node.ts";
import { createSupervisor, type Supervisor, type SupervisorState } from "./supervisor.ts";

// Every interpreter in here is a real one, and takes its seconds to boot. The deadline is short: tests wait for it.
const DEADLINE = 1500;

const START: Action = { do: "start", branch: "A", call: "g()" };
const NEXT: Action = { do: "next", branch: "A" };
const CLONE: Action = { do: "clone", branch: "A", as: "B", policy: "fork" };
const send = (value: string): Action => ({ do: "send", branch: "A", value });

/** Counts; hangs, dies, or dies a little later when told to. */
const MOODY = `
import ctypes, js, os
from pyodide.ffi import create_once_callable

def g():
    n = 0
    while True:
        n += 1
        mood = yield n
        while mood == "hang":
            pass
        if mood == "abort":
            os.abort()
        if mood == "read":
            ctypes.string_at(0xfffffff0)
        if mood == "exit":
            js.process.exit(3)
        if mood == "abort later":
            js.setTimeout(create_once_callable(os.abort), 20)
`;

const OTHER = "def g():\n    yield 'other'\n";

const spawn314 = spawnInNode("3.14");
const supervisors: Supervisor[] = [];
afterAll(() => {
  for (const each of supervisors) each.dispose();
});

function supervise(spawn: Spawn, patience = 60_000, spareAfter?: number): Supervisor {
  const made = createSupervisor({
    spawn,
    deadline: DEADLINE,
    patience,
    ...(spareAfter !== undefined && { spareAfter }),
  });
  supervisors.push(made);
  return made;
}

/** Spawns real ones, and keeps each of them with whether it was ended. */
function counting(): {
  readonly spawn: Spawn;
  readonly all: { isEnded: boolean; died: Promise<string> }[];
} {
  const all: { isEnded: boolean; died: Promise<string> }[] = [];
  const spawn: Spawn = async (onProgress, signal) => {
    const interpreter = await spawn314(onProgress, signal);
    const one = { isEnded: false, died: interpreter.died };
    all.push(one);
    const terminate = () => {
      one.isEnded = true;
      interpreter.terminate();
    };
    return { ...interpreter, terminate };
  };
  return { spawn, all };
}

/** The one of all tests that do not care how it began; each opens an experiment of its own in it. */
const supervisor = supervise(spawn314);

async function play(...actions: readonly Action[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const action of actions) lines.push(said(await supervisor.act(action)));
  return lines;
}

const said = ({ outcome }: Step) => `${outcome.kind}: ${outcome.text}`;
const branches = ({ snapshot }: Step) => snapshot.branches.map(({ name }) => name);

/** Resolves when the supervisor comes to a state of that name; at once where it is there already. */
const when = ({ state }: Supervisor, is: SupervisorState["is"]): Promise<SupervisorState> =>
  new Promise((resolve) => {
    const stop = effect(() => {
      if (state.value.is !== is) return;
      resolve(state.value);
      queueMicrotask(() => stop());
    });
  });

describe("an action", () => {
  test("waits for the interpreter, whose boot is not on its deadline", async () => {
    expect(supervisor.state.value.is).toBe("loading");
    supervisor.open(MOODY);
    expect(await play(START, NEXT)).toEqual(["started: A is g()", "yielded: 1"]);
    expect(supervisor.state.value).toEqual({ is: "ready" });
  });

  test("waits for those that were asked for before", async () => {
    supervisor.open(MOODY);
    const steps = await Promise.all([START, NEXT, CLONE, NEXT].map(supervisor.act));
    expect(steps.map(({ outcome }) => outcome.kind)).toEqual(["started", "yielded", "cloned", "yielded"]);
  });

  test("that does not end is stopped at its deadline, and the experiment goes on from before it", async () => {
    supervisor.open(MOODY);
    await play(START, NEXT, CLONE, NEXT);
    const hung = await supervisor.act(send("'hang'"));
    expect(hung.outcome).toEqual({
      kind: "stopped",
      text: "stopped after 1.5 s: the action did not finish; the generator and everything before it were restored",
    });
    expect(branches(hung)).toEqual(["A", "B"]);
    expect(supervisor.state.value).toEqual({ is: "ready" });
    expect(await play(NEXT, { do: "next", branch: "B" })).toEqual(["yielded: 3", "yielded: 2"]);
  });

  test("that the interpreter does not survive has crashed, and the experiment goes on from before it", async () => {
    supervisor.open(MOODY);
    await play(START, NEXT);
    const before = await supervisor.act(CLONE);
    for (const [mood, why] of [
      ["abort", "RuntimeError: unreachable"],
      ["read", "RuntimeError: memory access out of bounds"],
      ["exit", "its thread ended with exit code 3"],
    ]) {
      const { outcome, snapshot } = await supervisor.act(send(`'${mood}'`));
      expect(outcome.kind).toBe("crashed");
      expect(outcome.text).toContain(`the interpreter died (${why})`);
      expect(snapshot).toEqual(before.snapshot);
    }
    expect(await play(NEXT, { do: "next", branch: "B" })).toEqual(["yielded: 2", "yielded: 2"]);
  });

  test("says which action before it, if any, came out otherwise when it was repeated", async () => {
    supervisor.open(MOODY.replace("n = 0", "n = int.from_bytes(os.urandom(4))"));
    await play(START, NEXT);
    expect(await play(send("'abort'"))).toEqual([
      expect.stringContaining("and action 2 (next on A) came out otherwise: the source does not do the same"),
    ]);
  });
});

describe("stop", () => {
  test("ends the action under way", async () => {
    supervisor.open(MOODY);
    await play(START, NEXT);
    const hung = supervisor.act(send("'hang'"));
    await when(supervisor, "busy");
    supervisor.stop();
    supervisor.stop();
    expect(said(await hung)).toMatch(/^stopped: stopped on request; .*restored$/);
    expect(await play(NEXT)).toEqual(["yielded: 2"]);
  });

  test("does nothing where nothing is under way", async () => {
    supervisor.open(MOODY);
    await play(START);
    supervisor.stop();
    expect(await play(NEXT)).toEqual(["yielded: 1"]);
  });
});

describe("open", () => {
  test("takes the place of an action under way and of those that wait", async () => {
    supervisor.open(MOODY);
    await play(START, NEXT);
    const given = [supervisor.act(send("'hang'")), supervisor.act(NEXT)];
    await when(supervisor, "busy");
    await supervisor.open(OTHER);
    expect((await Promise.all(given)).map(({ outcome }) => outcome.kind)).toEqual(["stopped", "stopped"]);
    expect(await play(START, NEXT)).toEqual(["started: A is g()", "yielded: 'other'"]);
  });

  test("takes the place of a recovery", async () => {
    supervisor.open(MOODY);
    await play(START, NEXT);
    const died = supervisor.act(send("'abort'"));
    await when(supervisor, "recovering");
    await supervisor.open(OTHER);
    expect((await died).outcome.kind).toBe("stopped");
    expect(supervisor.state.value).toEqual({ is: "ready" });
    expect(await play(START, NEXT)).toEqual(["started: A is g()", "yielded: 'other'"]);
  });

  test("is not held up for good by what an experiment does when it is forgotten", async () => {
    supervisor.open("def g():\n    try:\n        yield 1\n    finally:\n        while True: pass\n");
    await play(START, NEXT);
    await supervisor.open(OTHER);
    expect(await play(START, NEXT)).toEqual(["started: A is g()", "yielded: 'other'"]);
  });
});

describe("an interpreter that dies between two actions", () => {
  // Four boots, one after the other.
  test("is replaced at once, but not for ever; and the next source gets a new one", {
    timeout: 120_000,
  }, async () => {
    supervisor.open(MOODY);
    await play(START, NEXT, send("'abort later'"));
    const recovering = await when(supervisor, "recovering");
    expect(recovering).toMatchObject({ because: "the interpreter died (RuntimeError: unreachable)", of: 3 });
    const failed = await when(supervisor, "failed");
    expect(failed).toMatchObject({ message: expect.stringContaining("died 3 times in a row") });
    expect((await supervisor.act(NEXT)).outcome.kind).toBe("crashed");
    await supervisor.open(OTHER);
    expect(supervisor.state.value).toEqual({ is: "ready" });
  });
});

describe("an interpreter that dies on the way to an experiment", () => {
  /** Spawns real ones; ends the one of this number, from 1, once it is up. */
  function endingNumber(doomed: (number: number) => boolean): { spawn: Spawn; count: () => number } {
    let count = 0;
    const spawn: Spawn = async (onProgress, signal) => {
      const interpreter = await spawn314(onProgress, signal);
      count += 1;
      if (doomed(count)) interpreter.terminate();
      return interpreter;
    };
    return { spawn, count: () => count };
  }

  test("is replaced once more", { timeout: 120_000 }, async () => {
    const { spawn, count } = endingNumber((number) => number === 2);
    const other = supervise(spawn);
    other.open(MOODY);
    await other.act(START);
    await other.act(NEXT);
    expect(said(await other.act(send("'abort'")))).toMatch(/^crashed: .* were restored$/);
    expect(said(await other.act(NEXT))).toBe("yielded: 2");
    expect(count()).toBe(3);
  });

  test("is not replaced for ever", { timeout: 120_000 }, async () => {
    const { spawn, count } = endingNumber((number) => number > 1);
    const other = supervise(spawn);
    other.open(MOODY);
    await other.act(START);
    await other.act(NEXT);
    expect((await other.act(send("'abort'"))).outcome.text).toContain("could not be restored");
    expect(count()).toBe(3);
    expect(other.state.value.is).toBe("failed");
  });
});

describe("a boot", () => {
  test("that fails says why, and the next open tries anew", async () => {
    let isBroken = true;
    const spawn: Spawn = async (onProgress, signal) => {
      if (isBroken) throw new Error("the disk is full");
      return spawn314(onProgress, signal);
    };
    const other = supervise(spawn);
    const failed = await when(other, "failed");
    expect(failed).toMatchObject({ message: expect.stringContaining("the disk is full") });
    expect((await other.act(START)).outcome.text).toContain("the disk is full");
    isBroken = false;
    await other.open(MOODY);
    expect(said(await other.act(START))).toBe("started: A is g()");
  });

  test("that failed is over, whatever of it was still on its way", async () => {
    let given: AbortSignal | undefined;
    let report: ((loaded: number, total: number) => void) | undefined;
    const spawn: Spawn = async (onProgress, signal) => {
      report = onProgress;
      given = signal;
      throw new Error("the line was cut");
    };
    const other = supervise(spawn);
    await when(other, "failed");
    expect(given?.aborted).toBe(true);
    report?.(1, 2);
    expect(other.state.value.is).toBe("failed");
  });

  test("that gets nowhere is given up, and ended should it succeed after all", async () => {
    let succeed: ((late: Interpreter) => void) | undefined;
    const spawn: Spawn = () =>
      new Promise((resolve) => {
        succeed = resolve;
      });
    const failed = await when(supervise(spawn, 50), "failed");
    expect(failed).toMatchObject({ message: expect.stringContaining("nothing happened for 0.05 s") });
    const late = await spawn314(() => {}, new AbortController().signal);
    succeed?.(late);
    expect(await late.died).toContain("its thread ended");
  });
});

describe("a spare", () => {
  test("waits once there was an action, takes over, and has a spare itself", async () => {
    const { spawn, all } = counting();
    const other = supervise(spawn, 60_000, 0);
    await other.open(MOODY);
    expect(all).toHaveLength(1);
    await other.act(START);
    await other.act(NEXT);
    await expect.poll(() => all.length, { timeout: 30_000 }).toBe(2);
    expect(said(await other.act(send("'abort'")))).toMatch(/^crashed/);
    expect(said(await other.act(NEXT))).toBe("yielded: 2");
    await expect.poll(() => all.length, { timeout: 30_000 }).toBe(3);
    expect(all.map(({ isEnded }) => isEnded)).toEqual([true, false, false]);
    other.dispose();
    await expect.poll(() => all.map(({ isEnded }) => isEnded)).toEqual([true, true, true]);
  });

  test("that is dead without anyone's knowing is found out, and another one boots", {
    timeout: 120_000,
  }, async () => {
    const { spawn, all } = counting();
    const ends: (() => void)[] = [];
    const silent: Spawn = async (onProgress, signal) => {
      const interpreter = await spawn(onProgress, signal);
      ends.push(interpreter.terminate);
      return all.length === 2 ? { ...interpreter, died: new Promise(() => {}) } : interpreter;
    };
    const other = supervise(silent, 60_000, 0);
    await other.open(MOODY);
    await other.act(START);
    await other.act(NEXT);
    await expect.poll(() => all.length, { timeout: 30_000 }).toBe(2);
    ends[1]?.();
    await all[1]?.died;
    expect(said(await other.act(send("'abort'")))).toMatch(/^crashed: .* were restored$/);
    expect(said(await other.act(NEXT))).toBe("yielded: 2");
  });

  test("is put aside where another kind is asked for, and comes back with its own", async () => {
    const { spawn, all } = counting();
    const other = supervise(spawn, 60_000, 0);
    await other.open(MOODY);
    await other.act(START);
    await expect.poll(() => all.length, { timeout: 30_000 }).toBe(2);
    await other.use(spawnInNode("3.12"));
    await expect.poll(() => all.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    other.use(spawn);
    await other.open(MOODY);
    expect(all.length).toBe(2);
    await other.act(START);
    expect(said(await other.act(NEXT))).toBe("yielded: 1");
    other.dispose();
    await expect.poll(() => all.every(({ isEnded }) => isEnded)).toBe(true);
  });
});

describe("another kind of interpreter", () => {
  const VERSION = "import sys\ndef g():\n    yield sys.version_info[:2]\n";

  test("takes the place of one that is up, whatever that is doing", async () => {
    const other = supervise(spawn314);
    other.open(MOODY);
    await other.act(START);
    await other.act(NEXT);
    const hung = other.act(send("'hang'"));
    await when(other, "busy");
    other.use(spawnInNode("3.12"));
    other.open(VERSION);
    expect((await hung).outcome.kind).toBe("stopped");
    await other.act(START);
    expect(said(await other.act(NEXT))).toBe("yielded: (3, 12)");
    expect(other.state.value).toEqual({ is: "ready" });
  });

  test("leaves one that has run nothing for its own kind to come back to, and ends one that has", async () => {
    const { spawn, all } = counting();
    const elsewhere = spawnInNode("3.12");
    const other = supervise(spawn, 60_000);
    await when(other, "ready");
    await other.use(elsewhere);
    await other.use(spawn);
    expect(all.map(({ isEnded }) => isEnded)).toEqual([false]);
    await other.open(MOODY);
    await other.act(START);
    await other.use(elsewhere);
    expect(all.map(({ isEnded }) => isEnded)).toEqual([true]);
  });

  test("ends one in which an experiment is being repeated", async () => {
    const { spawn, all } = counting();
    const other = supervise(spawn);
    await other.open("import time\ndef g():\n    time.sleep(0.5)\n    yield 1\n    while True: pass\n");
    await other.act(START);
    await other.act(NEXT);
    const hung = other.act(NEXT);
    await when(other, "busy");
    other.stop();
    await expect.poll(() => all.length, { timeout: 30_000, interval: 10 }).toBe(2);
    await other.use(spawnInNode("3.12"));
    await hung;
    expect(all.map(({ isEnded }) => isEnded)).toEqual([true, true]);
  });

  test("takes the place of one that is still on its way, which is ended", async () => {
    let given: AbortSignal | undefined;
    const other = supervise((_, signal) => {
      given = signal;
      return new Promise(() => {});
    });
    await when(other, "loading");
    await Promise.resolve();
    other.use(spawnInNode("3.13"));
    other.open(VERSION);
    expect(given?.aborted).toBe(true);
    await other.act(START);
    expect(said(await other.act(NEXT))).toBe("yielded: (3, 13)");
  });
});

test("disposal ends what is under way, and whatever comes after", async () => {
  supervisor.open(MOODY);
  await play(START, NEXT);
  const hung = supervisor.act(send("'hang'"));
  await when(supervisor, "busy");
  supervisor.dispose();
  expect((await hung).outcome.kind).toBe("stopped");
  expect((await supervisor.act(NEXT)).outcome.kind).toBe("stopped");
  await supervisor.open(OTHER);
  expect(supervisor.state.value.is).toBe("failed");
});
