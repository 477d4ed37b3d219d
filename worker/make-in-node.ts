/** A worker thread of Node that boots one interpreter for what can be made of it ahead, answers with that, and ends. */

import { parentPort, workerData } from "node:worker_threads";
import * as v from "valibot";
import { installed } from "./installed.ts";
import { type Boot, compilePackage, dumpMemory } from "./interpreter.ts";
import { encodePackage } from "./package-file.ts";

const MAKERS = {
  dump: dumpMemory,
  package: async (boot: Boot) => encodePackage(await compilePackage(boot)),
} as const;

const Wanted = v.object({ python: v.string(), make: v.picklist(["dump", "package"]) });

const { python, make } = v.parse(Wanted, workerData);
parentPort?.postMessage(await MAKERS[make](await installed(python)));
