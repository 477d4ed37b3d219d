import type { Action } from "../../protocol/action.ts";
import type { Snapshot } from "../../protocol/snapshot.ts";

/** The picture before anything was started. */
export const EMPTY: Snapshot = { branches: [], objects: [] };

/** An action that was written down, and what became of it. */
interface Entry {
  readonly action: Action;
  fate: "under way" | "good" | "bad";
}

/**
 * What it takes to bring an experiment back: its source and its actions. An action is written down before it is
 * dispatched; whichever the interpreter did not survive is known by that, and is not repeated.
 */
export class Journal {
  readonly source: string;
  /** The picture after the last good action. */
  last: Snapshot = EMPTY;
  readonly #entries: Entry[] = [];
  readonly #abandonment = new AbortController();

  constructor(source: string) {
    this.source = source;
  }

  /** The actions that were answered, in their order: what a replay repeats. */
  get good(): readonly Action[] {
    return this.#entries.filter(({ fate }) => fate === "good").map(({ action }) => action);
  }

  /** Writes an action down that is about to be dispatched; the function it returns tells how that ended. */
  write(action: Action): (fate: "good" | "bad") => void {
    const entry: Entry = { action, fate: "under way" };
    this.#entries.push(entry);
    return (fate) => {
      entry.fate = fate;
    };
  }

  /** Nobody wants this experiment any more: another one was opened in its place. */
  abandon(): void {
    this.#abandonment.abort();
  }

  /** Aborted once the experiment is abandoned. */
  get abandoned(): AbortSignal {
    return this.#abandonment.signal;
  }
}
