/**
 * The Node entry: a worker thread with one interpreter, spoken to by comlink. It can be terminated, but it is no
 * sandbox: what it runs can reach the machine, so give it only sources that you trust.
 */

import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort } from "node:worker_threads";
import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import type * as Pyodide from "pyodide";
import { DISTRIBUTIONS } from "./distributions.ts";
import { createHost } from "./host.ts";
import { bootInterpreter } from "./interpreter.ts";
import { readPackage } from "./package-on-disk.ts";

/** Boots CPython of the version given, as `3.14`, from the npm package that holds it. */
async function boot(python: string) {
  const distribution = DISTRIBUTIONS.get(python);
  if (distribution === undefined) throw new Error(`There is no CPython ${python} for WebAssembly here.`);
  const { resolve } = createRequire(import.meta.url);
  const entry = resolve(`${distribution.package}/${distribution.entry}`);
  const { loadPyodide }: typeof Pyodide = await import(pathToFileURL(entry).href);
  return bootInterpreter({ loadPyodide, indexURL: dirname(entry), package: readPackage() });
}

if (parentPort === null) throw new Error("worker/node.ts is the entry of a worker thread.");
// User code can leave callbacks behind that throw; they are no concern of the engine.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
expose(createHost(boot), nodeEndpoint(parentPort));
