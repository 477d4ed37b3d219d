/** A worker thread of Node that dumps one interpreter's memory, answers with it, and ends. */

import { parentPort, workerData } from "node:worker_threads";
import * as v from "valibot";
import { installed } from "./installed.ts";
import { dumpMemory } from "./interpreter.ts";

const { python } = v.parse(v.object({ python: v.string() }), workerData);
const dump = await dumpMemory(await installed(python));
parentPort?.postMessage(dump);
