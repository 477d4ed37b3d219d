/**
 * The Node entry: a worker thread with one interpreter, spoken to by comlink. It can be terminated, but it is no
 * sandbox: what it runs can reach the machine, so give it only sources that you trust.
 */

import { createRequire } from "node:module";
import { dirname } from "node:path";
import { parentPort } from "node:worker_threads";
import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { distributionOf } from "./distributions.ts";
import { createHost } from "./host.ts";
import { bootInterpreter } from "./interpreter.ts";
import { loaderIn } from "./loader-in-node.ts";
import { readPackage } from "./package-on-disk.ts";

/** Boots CPython of the version given, as `3.14`, from the npm package that holds it. */
async function boot(python: string) {
  const distribution = distributionOf(python);
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve(`${distribution.package}/${distribution.entry}`));
  const loadPyodide = await loaderIn(folder, distribution);
  return bootInterpreter({ loadPyodide, indexURL: folder, package: readPackage() });
}

if (parentPort === null) throw new Error("worker/node.ts is the entry of a worker thread.");
// User code can leave callbacks behind that throw; they are no concern of the engine.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
expose(createHost(boot), nodeEndpoint(parentPort));
