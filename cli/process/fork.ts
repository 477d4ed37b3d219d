import { fork } from "node:child_process";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { bootHost } from "../../web/runtime/host.ts";
import type { Spawn } from "../../web/runtime/interpreter.ts";
import { readPackage } from "../../worker/package-on-disk.ts";
import { childEntry } from "./bundle.ts";
import type { Delivery } from "./child.ts";
import { ipcEndpoint } from "./ipc.ts";
import { atTheEnd } from "./leftovers.ts";
import { readingOnly } from "./permission.ts";

const MIB = 1024 * 1024;

/**
 * Spawns CPython for WebAssembly in a process of its own, which is kept from the disk as far as Node can do that, has
 * none of our environment, and at most so much memory. It is no sandbox all the same: Node guards neither other
 * processes nor, before 25, the network.
 *
 * `entry` is the distribution's module that exports `loadPyodide`; `memory` is in MiB.
 */
export const forkPyodide =
  (entry: string, memory: number): Spawn =>
  async (_, signal) => {
    const script = await childEntry();
    signal.throwIfAborted();
    const folders = [dirname(script), dirname(entry)].map((folder) => folder + sep);
    const child = fork(script, [], {
      execArgv: [...readingOnly(folders), `--max-old-space-size=${memory}`],
      // Windows' sockets do not start without this one.
      env: process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot },
      serialization: "advanced",
      // What Pyodide has to say of its death goes to a console, which nobody reads.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const end = atTheEnd(() => child.kill("SIGKILL"));
    const died = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, by) => resolve(`its process ended with ${by ?? `exit code ${code}`}`));
    });
    void died.then(end);
    const delivery: Delivery = { entry, package: readPackage(), memory: memory * MIB };
    return bootHost({ endpoint: ipcEndpoint(child), died, end }, delivery, signal);
  };

/** Where the entry of an installed distribution is, as Node's permission model knows it. */
export function entryOf(module: string): string {
  return realpathSync(createRequire(import.meta.url).resolve(module));
}
