import { Worker } from "node:worker_threads";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { bootHost } from "./host.ts";
import type { Spawn } from "./interpreter.ts";

/**
 * Boots CPython of this version in a thread of Node, from the files on the disk. A thread is no sandbox: give it only
 * sources that you trust.
 */
export const spawnInNode =
  (python: string): Spawn =>
  (_, signal) => {
    // What Pyodide has to say of its death goes to a console of its own, which nobody reads.
    const options = { stdout: true, stderr: true };
    const worker = new Worker(new URL("../../worker/node.mjs", import.meta.url), options);
    const died = new Promise<string>((resolve) => {
      worker.once("error", (error) => resolve(String(error)));
      worker.once("exit", (code) => resolve(`its thread ended with exit code ${code}`));
    });
    return bootHost(
      { endpoint: nodeEndpoint(worker), died, end: () => void worker.terminate() },
      python,
      signal,
    );
  };
