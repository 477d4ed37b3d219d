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
import { distributionOf } from "./distributions.ts";
import { giveEnvironment } from "./environment.ts";
import { createHost } from "./host.ts";
import { bootInterpreter } from "./interpreter.ts";
import { readPackage } from "./package-on-disk.ts";

/** Boots CPython of the version given, as `3.14`, from the npm package that holds it. */
async function boot(python: string) {
  const {
    package: name,
    entry: file,
    nodeEntry,
    module,
    isScript,
    takesEnvironment,
  } = distributionOf(python);
  const require = createRequire(import.meta.url);
  const entry = require.resolve(`${name}/${nodeEntry ?? file}`);
  if (isScript) require(`${name}/${module}`);
  if (!takesEnvironment) giveEnvironment();
  const { loadPyodide }: typeof Pyodide = nodeEntry
    ? require(entry)
    : await import(pathToFileURL(entry).href);
  return bootInterpreter({ loadPyodide, indexURL: dirname(entry), package: readPackage() });
}

if (parentPort === null) throw new Error("worker/node.ts is the entry of a worker thread.");
// User code can leave callbacks behind that throw; they are no concern of the engine.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
expose(createHost(boot), nodeEndpoint(parentPort));
