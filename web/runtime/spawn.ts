import { distributions } from "virtual:genclone/runtime";
import { bootHost } from "./host.ts";
import type { Spawn } from "./interpreter.ts";
import { openSandbox } from "./sandbox.ts";
import { supplyOf } from "./supply.ts";

/** The versions of CPython that the site holds, oldest first. */
export const PYTHONS: readonly string[] = [...distributions.keys()];

/**
 * Boots CPython of this version in a sandbox of the page. The first one of a version is downloaded; those after it are
 * not.
 */
export const spawnInBrowser =
  (python: string): Spawn =>
  async (onProgress, signal) => {
    const there = distributions.get(python);
    if (there === undefined) {
      throw new Error(
        `there is no CPython ${python} here, but ${PYTHONS.join(", ")}. Choose one of them as Python`,
      );
    }
    // The sandbox starts while its files are still on their way.
    const { port, died, close } = openSandbox();
    const supply = supplyOf(python, there, onProgress, signal);
    return bootHost({ endpoint: port, died, end: close }, python, signal, supply);
  };
