import type { RuntimeFile } from "virtual:genclone/runtime";
import { messageOf } from "./ask.ts";
import { type Downloaded, download } from "./download.ts";
import type { Give } from "./handing.ts";
import { isStored } from "./stored.ts";

/**
 * How long, in milliseconds, a dump is waited for: what a boot from it saves over a plain one (docs/decisions/0014).
 * On a slow network the plain boot is there sooner.
 */
const WORTH = 2000;

/** After so many bytes of the files before it, their speed tells whether a dump is worth its download. */
const SAMPLE = 256 * 1024;

/** A dump that is here; or one that goes on arriving while an interpreter boots without it, if it can be had at all. */
export type DumpInTime =
  | { readonly is: "here"; readonly dump: Downloaded }
  | { readonly is: "late"; readonly arriving: Promise<Downloaded | undefined> };

/**
 * The download of a dump beside that of the files which are needed anyway. It begins at once where the browser has kept it,
 * or as soon as those are seen to come quickly; on a slow network, where it would only hold them up, after them.
 */
export class DumpDownload {
  readonly #file: RuntimeFile;
  readonly #give: Give;
  readonly #onBytes: (loaded: number) => void;
  readonly #signal: AbortSignal;
  /** When the first bytes of the others were here, and how many. */
  #begun: { readonly at: number; readonly loaded: number } | undefined;
  #arriving: Promise<Downloaded | undefined> | undefined;
  #isAwaited = true;

  constructor(file: RuntimeFile, give: Give, onBytes: (loaded: number) => void, signal: AbortSignal) {
    this.#file = file;
    this.#give = give;
    this.#onBytes = onBytes;
    this.#signal = signal;
    // What is here already takes no part of a slow network.
    void isStored(file.url).then((isHere) => {
      if (isHere) this.#arriving ??= this.#download();
    });
  }

  /** So many bytes of the other files are here. */
  others(loaded: number): void {
    if (loaded === 0 || this.#arriving !== undefined) return;
    this.#begun ??= { at: performance.now(), loaded };
    const speed = { bytes: loaded - this.#begun.loaded, milliseconds: performance.now() - this.#begun.at };
    if (speed.bytes >= SAMPLE && isWorthIt(this.#file.sent, speed)) this.#arriving = this.#download();
  }

  /**
   * To be called when the other files are here. Waits for the dump as long as that is quicker than to boot without it. A
   * dump that cannot be had is no failure: the console tells of it. Rejects only where the signal is aborted.
   */
  async inTime(): Promise<DumpInTime> {
    const isQuick = this.#arriving !== undefined;
    this.#arriving ??= this.#download();
    const dump = isQuick ? await Promise.race([this.#arriving, after(WORTH)]) : undefined;
    this.#isAwaited = false;
    this.#signal.throwIfAborted();
    return dump === undefined ? { is: "late", arriving: this.#arriving } : { is: "here", dump };
  }

  async #download(): Promise<Downloaded | undefined> {
    const progress = (loaded: number) => this.#isAwaited && this.#onBytes(loaded);
    try {
      const [dump] = await download([this.#file], this.#give, progress, this.#signal);
      return dump;
    } catch (error) {
      if (!this.#signal.aborted) {
        console.warn(`CPython boots plainly, for its dump is not here: ${messageOf(error)}`);
      }
      return undefined;
    }
  }
}

/** How fast files came. */
export interface Speed {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Whether this many bytes, as fast as those before, come soon enough to gain by them. */
export const isWorthIt = (size: number, { bytes, milliseconds }: Speed): boolean =>
  size * milliseconds <= bytes * WORTH;

const after = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
