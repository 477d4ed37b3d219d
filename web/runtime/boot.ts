import type { Interpreter, OnProgress, Spawn } from "./interpreter.ts";

interface BootOptions {
  readonly onProgress: OnProgress;
  /** How long, in milliseconds, a boot may make no progress. A slow download is not a stall. */
  readonly patience: number;
  /** Gives the boot up. */
  readonly signal: AbortSignal;
}

/** Spawns an interpreter, or rejects with an `Error` that says why there is none. Always settles. */
export async function boot(spawn: Spawn, options: BootOptions): Promise<Interpreter> {
  const { onProgress, patience, signal } = options;
  const stall = new AbortController();
  const watch = () =>
    setTimeout(
      () => stall.abort(new Error(`it did not start, and nothing happened for ${patience / 1000} s`)),
      patience,
    );
  let timer = watch();
  const given = AbortSignal.any([signal, stall.signal]);
  given.throwIfAborted();
  const spawned = spawn((loaded, total) => {
    if (given.aborted) return;
    clearTimeout(timer);
    timer = watch();
    onProgress(loaded, total);
  }, given);
  try {
    return await Promise.race([spawned, abortion(given)]);
  } catch (error) {
    // Whatever comes up after all is of no use to anyone.
    spawned.then(
      (late) => late.terminate(),
      () => {},
    );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects with the signal's reason when it is aborted. */
const abortion = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
