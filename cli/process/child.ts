/**
 * The entry of a child process with one interpreter, spoken to over the channel to its parent. It is bundled into one
 * file, because the process may read nothing but that file and the distribution's folder.
 */

import { constants } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { expose } from "comlink";
import type * as Pyodide from "pyodide";
import { createHost } from "../../worker/host.ts";
import { bootInterpreter, type PackageFiles } from "../../worker/interpreter.ts";
import { ipcEndpoint } from "./ipc.ts";
import { capMemory } from "./memory-cap.ts";

/** What the parent hands over. */
export interface Delivery {
  /** The module that exports `loadPyodide`, beside the distribution's other files. */
  readonly entry: string;
  readonly package: PackageFiles;
  /** The most memory that the interpreter may have, in bytes. */
  readonly memory: number;
}

async function boot({ entry, package: ours, memory }: Delivery) {
  // Emscripten asks Node's inside for the flags of `open`, which Node's permission model does not allow.
  Reflect.set(process, "binding", () => ({ fs: constants }));
  capMemory(memory);
  const { loadPyodide }: typeof Pyodide = entry.endsWith(".js")
    ? createRequire(entry)(entry)
    : await import(/* @vite-ignore */ pathToFileURL(entry).href);
  return bootInterpreter({ loadPyodide, indexURL: dirname(entry), package: ours });
}

// User code can leave callbacks behind that throw; they are no concern of the engine.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
process.on("disconnect", () => process.exit());
expose(createHost(boot), ipcEndpoint(process));
