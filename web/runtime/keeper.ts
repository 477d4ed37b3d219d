import type { Snapshot } from "../../protocol/snapshot.ts";
import { Aside } from "./aside.ts";
import { type Mortal, messageOf } from "./ask.ts";
import { boot } from "./boot.ts";
import type { Spawn } from "./interpreter.ts";
import type { Journal } from "./journal.ts";
import type { Kept } from "./kept.ts";
import { restore } from "./restore.ts";

/** How the way to an interpreter is going. */
export type Progress =
  /** In bytes; both 0 as long as the sizes are not known. */
  | { readonly is: "loading"; readonly loaded: number; readonly total: number }
  /** A new interpreter is on its way to where the last one was; counted in actions. */
  | { readonly is: "recovering"; readonly because: string; readonly done: number; readonly of: number };

/**
 * An interpreter that holds the experiment asked for, with the picture it has of it and, where that had to be restored,
 * the first action that came out otherwise; or why there is none.
 */
export type Held =
  | {
      readonly is: "held";
      readonly by: Mortal;
      readonly snapshot: Snapshot;
      readonly otherwise: string | null;
    }
  | { readonly is: "failed"; readonly why: string }
  | { readonly is: "abandoned" };

/** Has one interpreter at a time, and makes it hold the experiment that is asked for. */
export interface Keeper {
  /** Whether an interpreter is up, as far as is known. */
  readonly isUp: boolean;
  /** Why no interpreter is to be had; stays until `forgive`. */
  readonly failure: string | undefined;
  /**
   * Takes whatever it takes, from nothing at all to a boot and a replay. `because` says what the last interpreter
   * came to grief of. Always settles, and never rejects; not to be called again before.
   */
  hold(journal: Journal, because?: string): Promise<Held>;
  /**
   * Boots a spare beside the one that is up, for it to take that one's place without a wait. Does nothing where there is
   * one already.
   */
  prepare(): void;
  /**
   * Has interpreters be booted by `spawn` from now on, and ends what there is or what is on its way. One that is up and
   * has run nobody's code is put aside, though, in case its kind is asked for again.
   */
  use(spawn: Spawn): void;
  /** Terminates the interpreter, if there is one. */
  drop(): void;
  /** Says that no interpreter is to be had, and why. */
  fail(why: string): void;
  /** Lets the next `hold` try anew after a failure. */
  forgive(): void;
}

interface KeeperOptions {
  readonly spawn: Spawn;
  /** For an action, in milliseconds. */
  readonly deadline: number;
  /** How long a boot may make no progress, in milliseconds. */
  readonly patience: number;
  /** Aborted when no further interpreter is wanted. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** An interpreter has died that was not dropped. */
  readonly onDeath: (why: string) => void;
}

/**
 * How many new interpreters in a row may come to grief on the way to an experiment. One may have been ended from outside,
 * or have been dead without anyone's knowing; where a second one does, too, the experiment is to blame.
 */
const GRIEFS = 2;

export function createKeeper({
  spawn: first,
  deadline,
  patience,
  signal,
  onProgress,
  onDeath,
}: KeeperOptions): Keeper {
  let spawn = first;
  let boots = new AbortController();
  let kept: Kept | undefined;
  /** One that is up or on its way; undefined inside where it did not come up. */
  let spare: Promise<Kept | undefined> | undefined;
  const aside = new Aside();
  let failure: string | undefined;
  let loading: Progress = { is: "loading", loaded: 0, total: 0 };

  function drop(): void {
    kept?.interpreter.terminate();
    kept = undefined;
  }

  /** The spare, once it is up; undefined where there is none that lives, or where it was dropped meanwhile. */
  async function takeSpare(): Promise<Kept | undefined> {
    const taken = spare;
    const one = await taken;
    if (spare !== taken) return undefined;
    spare = undefined;
    return one?.death.aborted ? undefined : one;
  }

  function fail(why: string): Held {
    failure ??= why;
    return { is: "failed", why };
  }

  async function bootOne(recovering: boolean): Promise<Kept> {
    const report = (loaded: number, total: number) => {
      loading = { is: "loading", loaded, total };
      if (!recovering) onProgress(loading);
    };
    const by = spawn;
    const given = AbortSignal.any([signal, boots.signal]);
    const interpreter = await boot(by, { patience, signal: given, onProgress: report });
    const death = new AbortController();
    const { engine } = interpreter;
    const fresh: Kept = {
      interpreter,
      engine,
      spawn: by,
      death: death.signal,
      holds: undefined,
      isUsed: false,
    };
    interpreter.died.then((why) => {
      death.abort(why);
      if (kept === fresh) onDeath(why);
    });
    return fresh;
  }

  async function hold(journal: Journal, because?: string): Promise<Held> {
    let reason = because;
    let griefs = 0;
    const report = (done: number, of: number) =>
      onProgress(reason === undefined ? loading : { is: "recovering", because: reason, done, of });
    for (;;) {
      if (journal.abandoned.aborted) return { is: "abandoned" };
      if (failure !== undefined) return { is: "failed", why: failure };
      if (kept?.death.aborted) {
        reason ??= `the interpreter died (${messageOf(kept.death.reason)})`;
        drop();
      }
      // One may have come up just when another kind was asked for.
      if (kept?.spawn !== spawn) drop();
      if (kept?.holds === journal) {
        return { is: "held", by: kept, snapshot: journal.last, otherwise: null };
      }
      if (kept === undefined) {
        report(0, journal.good.length);
        try {
          kept = (spare && (await takeSpare())) ?? (await bootOne(reason !== undefined));
        } catch (error) {
          if (journal.abandoned.aborted) return { is: "abandoned" };
          // What a recovery boots from is here already, so that to try anew takes no download.
          if (reason !== undefined && ++griefs < GRIEFS) continue;
          return fail(`Python could not be started: ${messageOf(error)}. Run it again to try anew.`);
        }
        if (journal.abandoned.aborted) return { is: "abandoned" };
      }
      const isNew = kept.holds === undefined;
      // A restoration runs what has begun.
      kept.isUsed ||= kept.holds?.isBegun || journal.isBegun;
      const restoration = await restore(kept, journal, { deadline, onProgress: report });
      if (restoration.is === "restored") {
        kept.holds = journal;
        const { snapshot, otherwise } = restoration;
        return { is: "held", by: kept, snapshot, otherwise };
      }
      drop();
      // What another experiment left behind may be to blame; a new interpreter has nothing of it.
      if (restoration.is === "failed" && isNew && ++griefs === GRIEFS) {
        return fail(`The experiment could not be restored: ${restoration.why}. Run it again to start anew.`);
      }
    }
  }

  /** What there is beside the one that is kept is no longer wanted, or is of another kind than is wanted. */
  function clearAway(): void {
    const left = spare;
    spare = undefined;
    void left?.then((one) => one && aside.put(one));
  }

  signal.addEventListener("abort", () => {
    clearAway();
    aside.close();
  });

  return {
    get isUp() {
      return kept !== undefined && !kept.death.aborted;
    },
    get failure() {
      return failure;
    },
    hold,
    prepare() {
      if (kept !== undefined) spare ??= bootOne(true).catch(() => undefined);
    },
    use(next) {
      spawn = next;
      loading = { is: "loading", loaded: 0, total: 0 };
      boots.abort(new Error("another Python was asked for"));
      boots = new AbortController();
      onProgress(loading);
      const back = aside.take(next);
      if (kept !== undefined) aside.put(kept);
      kept = undefined;
      clearAway();
      spare = back && Promise.resolve(back);
    },
    drop,
    fail,
    forgive() {
      failure = undefined;
    },
  };
}
