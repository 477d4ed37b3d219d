import type { Action } from "../../protocol/action.ts";
import type { Snapshot } from "../../protocol/snapshot.ts";

/** The picture before anything was started. */
export const EMPTY: Snapshot = { branches: [], objects: [] };

/** What became of an action: it was answered with a step of this digest, or it was not. */
export type Fate = { readonly is: "good"; readonly digest: string } | { readonly is: "bad" };

/** An action that was written down; no fate yet while it is under way. */
interface Entry {
  readonly action: Action;
  fate: Fate | undefined;
}

/** An action that was answered, and the digest of its step. */
export interface Good {
  readonly action: Action;
  readonly digest: string;
}

/**
 * What it takes to bring an experiment back: its source and its actions. An action is written down before it is
 * dispatched; whichever the interpreter did not survive is known by that, and is not repeated.
 */
export class Journal {
  readonly source: string;
  /** The picture after the last good action. */
  last: Snapshot = EMPTY;
  /** Whether an interpreter came to grief when it was read deeper. */
  isUnreadable = false;
  readonly #entries: Entry[] = [];
  readonly #abandonment = new AbortController();

  constructor(source: string) {
    this.source = source;
  }

  /** Whether any of its code was to run. */
  get isBegun(): boolean {
    return this.#entries.length > 0;
  }

  /** The actions that were answered, in their order: what a replay repeats. */
  get good(): readonly Good[] {
    return this.#entries.flatMap(({ action, fate }) =>
      fate?.is === "good" ? [{ action, digest: fate.digest }] : [],
    );
  }

  /** The good actions were repeated, and came to steps of these digests now. */
  repeated(digests: readonly string[]): void {
    const good = this.#entries.filter(({ fate }) => fate?.is === "good");
    for (const [index, digest] of digests.entries()) {
      const { [index]: entry } = good;
      if (entry !== undefined) entry.fate = { is: "good", digest };
    }
  }

  /** Writes an action down that is about to be dispatched; the function it returns tells how that ended. */
  write(action: Action): (fate: Fate) => void {
    const entry: Entry = { action, fate: undefined };
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
