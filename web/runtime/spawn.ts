import { distributions } from "virtual:genclone/runtime";
import { bootHost } from "./host.ts";
import type { Spawn } from "./interpreter.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";
import { prepareSupplier, supply } from "./supplier.ts";

/** The versions of CPython that the site holds, oldest first. */
export const PYTHONS: readonly string[] = [...distributions.keys()];

let prepared: Sandbox | undefined;

/**
 * Starts what the next interpreter needs before it is known which Python that is to be: a sandbox, for they are all alike,
 * and what supplies it.
 */
export function prepareSandbox(): void {
  prepared ??= openSandbox();
  prepareSupplier();
}

function takeSandbox(): Sandbox {
  const taken = prepared ?? openSandbox();
  prepared = undefined;
  return taken;
}

const spawns = new Map<string, Spawn>();

/**
 * Boots CPython of this version in a sandbox of the page: for each version the very same function. The first one of a
 * version is downloaded; those after it are not.
 */
export function spawnInBrowser(python: string): Spawn {
  const spawn = spawns.get(python) ?? spawnOf(python);
  spawns.set(python, spawn);
  return spawn;
}

const spawnOf =
  (python: string): Spawn =>
  async (onProgress, signal) => {
    const there = distributions.get(python);
    if (there === undefined) {
      throw new Error(
        `there is no CPython ${python} here, but ${PYTHONS.join(", ")}. Choose one of them as Python`,
      );
    }
    // The sandbox starts while its files are still on their way.
    const { port, goods, died, close } = takeSandbox();
    return bootHost({ endpoint: port, died, end: close }, python, signal, () =>
      supply(python, there, goods, onProgress, signal),
    );
  };
