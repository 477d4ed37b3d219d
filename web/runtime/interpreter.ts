import type { EngineApi } from "../../protocol/engine.ts";

/** An interpreter that has booted, somewhere where it can be ended from outside. */
export interface Interpreter {
  /** Never answers again once the interpreter has died or was terminated; a rejection is a death as well. */
  readonly engine: EngineApi;
  /** Resolves when the interpreter has ended by itself, with what is known of why. Never rejects. */
  readonly died: Promise<string>;
  /** Ends it at once, whatever it is doing. To do so twice is fine. */
  terminate(): void;
}

/** Called as often as something arrives; both numbers are bytes. */
export type OnProgress = (loaded: number, total: number) => void;

/**
 * Boots one interpreter. Rejects with an `Error` whose message a person can read; once `signal` is aborted it
 * rejects, too, and leaves nothing behind.
 */
export type Spawn = (onProgress: OnProgress, signal: AbortSignal) => Promise<Interpreter>;
