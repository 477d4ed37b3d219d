/**
 * The entry of a child process with one interpreter, spoken to over the channel to its parent. It is bundled into one
 * file, because the process may read nothing but that file and the distribution's folder.
 */

import { constants } from "node:fs";
import { expose } from "comlink";
import { distributionOf } from "../../worker/distributions.ts";
import { createHost } from "../../worker/host.ts";
import { bootInterpreter, type PackageFiles } from "../../worker/interpreter.ts";
import { loaderIn } from "../../worker/loader-in-node.ts";
import { ipcEndpoint } from "./ipc.ts";
import { capMemory } from "./memory-cap.ts";

/** What the parent hands over. */
export interface Delivery {
  /** The version of CPython, as `3.14`. */
  readonly python: string;
  /** The folder with its distribution's files. */
  readonly folder: string;
  readonly package: PackageFiles;
  /** The most memory that the interpreter may have, in bytes. */
  readonly memory: number;
}

async function boot({ python, folder, package: ours, memory }: Delivery) {
  // Emscripten asks Node's inside for the flags of `open`, which Node's permission model does not allow.
  Reflect.set(process, "binding", () => ({ fs: constants }));
  capMemory(memory);
  const loadPyodide = await loaderIn(folder, distributionOf(python));
  return bootInterpreter({ loadPyodide, indexURL: folder, package: ours });
}

// User code can leave callbacks behind that throw; they are no concern of the engine.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
process.on("disconnect", () => process.exit());
expose(createHost(boot), ipcEndpoint(process));
