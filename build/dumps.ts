import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { DISTRIBUTIONS } from "../worker/distributions.ts";
import { cached, nameOf } from "./cache.ts";
import type { RuntimeFile } from "./runtime-files.ts";

const THREAD = new URL("../worker/dump-in-node.mjs", import.meta.url);

/** What of ours decides on the contents of a dump, beside the package. */
const MADE_BY = [
  "interpreter.ts",
  "environment.ts",
  "installed.ts",
  "loader-in-node.ts",
  "distributions.ts",
].map((name) => readFileSync(fileURLToPath(new URL(`../worker/${name}`, import.meta.url))));

/**
 * The memory of an interpreter that was booted from these files with this package, to boot others from; undefined for a
 * distribution that cannot. Takes some seconds and a thread, and nothing where it was made before from the same contents.
 */
export async function dumpOf(
  python: string,
  files: readonly RuntimeFile[],
  ours: RuntimeFile,
): Promise<RuntimeFile | undefined> {
  if (!DISTRIBUTIONS.get(python)?.dumps) return undefined;
  const contents = [...files, ours].map(({ bytes }) => bytes);
  const name = `dump-${python}-${nameOf(...contents, ...MADE_BY)}`;
  return { name: "dump", bytes: await cached(name, () => dumpInThread(python)) };
}

const dumpInThread = (python: string): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: { python }, stdout: true });
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) =>
      reject(new Error(`the dump of CPython ${python} ended with exit code ${code}`)),
    );
  });
