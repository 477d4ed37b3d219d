import type { Spawn } from "./interpreter.ts";
import { isClean, type Kept } from "./kept.ts";

/** A place for one interpreter that its kind may be asked for again. */
export class Aside {
  #one: Kept | undefined;
  #isClosed = false;

  /** Puts one here in the place of the last; ends it where somebody's code could go on in it unseen. */
  put(one: Kept): void {
    const [out, staying] = isClean(one) && !this.#isClosed ? [this.#one, one] : [one, this.#one];
    out?.interpreter.terminate();
    this.#one = staying;
  }

  /** The one that is here, if it is of this kind and lives. */
  take(spawn: Spawn): Kept | undefined {
    if (this.#one?.spawn !== spawn) return undefined;
    const one = this.#one;
    this.#one = undefined;
    return one.death.aborted ? undefined : one;
  }

  /** Ends the one that is here, and those that are still put here. */
  close(): void {
    this.#isClosed = true;
    this.#one?.interpreter.terminate();
    this.#one = undefined;
  }
}
