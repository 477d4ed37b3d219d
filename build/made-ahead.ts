import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { DISTRIBUTIONS } from "../worker/distributions.ts";
import { cached, nameOf } from "./cache.ts";
import type { RuntimeFile } from "./runtime-files.ts";

const THREAD = new URL("../worker/make-in-node.mjs", import.meta.url);

/** What of ours decides on what is made, beside the package. */
const MADE_BY = [
  "interpreter.ts",
  "environment.ts",
  "installed.ts",
  "loader-in-node.ts",
  "distributions.ts",
  "package-file.ts",
  "make-in-node.ts",
].map((name) => readFileSync(fileURLToPath(new URL(`../worker/${name}`, import.meta.url))));

type Make = "dump" | "package";

/** What is made ahead of these files and this package, so that an interpreter starts sooner. */
export interface MadeAhead {
  /** The package, with its bytecode where that is not in a dump anyway. */
  readonly pythonPackage: RuntimeFile;
  /** The memory of an interpreter, to boot others from; undefined for a distribution that cannot. */
  readonly dump: RuntimeFile | undefined;
}

/** Takes some seconds and a thread, and nothing where it was made before from the same contents. */
export async function makeAhead(
  python: string,
  files: readonly RuntimeFile[],
  pythonPackage: RuntimeFile,
): Promise<MadeAhead> {
  const make = DISTRIBUTIONS.get(python)?.dumps ? "dump" : "package";
  const contents = [...files, pythonPackage].map(({ bytes }) => bytes);
  const name = `${make}-${python}-${nameOf(...contents, ...MADE_BY)}`;
  const bytes = await cached(name, () => makeInThread(python, make));
  return make === "dump"
    ? { pythonPackage, dump: { name: "dump", bytes } }
    : { pythonPackage: { name: pythonPackage.name, bytes }, dump: undefined };
}

const makeInThread = (python: string, make: Make): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: { python, make }, stdout: true });
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) =>
      reject(new Error(`the ${make} of CPython ${python} ended with exit code ${code}`)),
    );
  });
