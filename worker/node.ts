/**
 * The Node entry: a worker thread with one interpreter, spoken to by comlink. It can be terminated, but it is no
 * sandbox: what it runs can reach the machine, so give it only sources that you trust.
 */

import { parentPort } from "node:worker_threads";
import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { createHost } from "./host.ts";
import { installed } from "./installed.ts";
import { bootInterpreter } from "./interpreter.ts";

if (parentPort === null) throw new Error("worker/node.ts is the entry of a worker thread.");
// User code can leave callbacks behind that throw; they are no concern of the engine.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
expose(
  createHost(async (python: string) => bootInterpreter(await installed(python))),
  nodeEndpoint(parentPort),
);
