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
  const end = new AbortController();
  const watch = () =>
    setTimeout(
      () => end.abort(new Error(`it did not start, and nothing happened for ${patience / 1000} s`)),
      patience,
    );
  let timer = watch();
  const given = AbortSignal.any([signal, end.signal]);
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
    // What is still being downloaded for it is not to go on, nor to be told of.
    end.abort(error);
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
