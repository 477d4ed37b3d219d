import { type ReadonlySignal, signal } from "@preact/signals";
import type { Action, CloneAction } from "../protocol/action.ts";
import { type EngineApi, parseStep, type Step } from "../protocol/engine.ts";
import { type Foresight, type Inspection, parseForesight, parseInspection } from "../protocol/inspection.ts";
import { ask, type NoAnswer } from "./runtime/ask.ts";
import type { Spawn } from "./runtime/interpreter.ts";
import { Journal } from "./runtime/journal.ts";
import { createKeeper, type Progress } from "./runtime/keeper.ts";

export type SupervisorState =
  | Progress
  | { readonly is: "ready" }
  | { readonly is: "busy"; readonly action: Action }
  /** No interpreter is to be had. The message says what to do. */
  | { readonly is: "failed"; readonly message: string };

/** Keeps an interpreter where its experiment has come to, whatever becomes of the interpreter. */
export interface Supervisor {
  readonly state: ReadonlySignal<SupervisorState>;
  /**
   * Forgets the experiment and takes a new source; nothing of it runs. Abandons an action under way, and tries anew
   * where no interpreter was to be had. Never rejects: where it fails, `state` says so.
   */
  open(source: string): Promise<void>;
  /**
   * Forgets the experiment, and has another kind of interpreter from now on: boots one, or takes back one that was put
   * aside when it had run nothing yet. Abandons an action under way. Never rejects: where it fails, `state` says so.
   */
  use(spawn: Spawn): Promise<void>;
  /**
   * Does one action, after those that were asked for before. Always settles, within the deadline plus a recovery,
   * and never rejects: where the interpreter did not answer, the outcome is `stopped` or `crashed`, and the
   * snapshot is what was restored.
   */
  act(action: Action): Promise<Step>;
  /**
   * Reads the branches deeper, after the actions that were asked for before. Never rejects; null where the experiment was
   * given up, or where its code has made reading impossible, after which it is not tried again.
   */
  inspect(): Promise<Inspection | null>;
  /** Asks what a clone would do, which does not happen. Settles as `inspect` does. */
  foresee(action: CloneAction): Promise<Foresight | null>;
  /** Ends the action under way; its outcome is `stopped`. Does nothing where there is none. */
  stop(): void;
  /** Ends the interpreter and all that is under way. Nothing can be done afterwards. */
  dispose(): void;
}

interface SupervisorOptions {
  readonly spawn: Spawn;
  /** How long an action may take, in milliseconds. */
  readonly deadline?: number;
  /** How long a boot may make no progress, in milliseconds. */
  readonly patience?: number;
  /**
   * After how many milliseconds without an action, once there was one, a second interpreter is booted that waits to take
   * the first one's place. Without this there is none, and another one boots when the first is gone.
   */
  readonly spareAfter?: number;
}

/** Deaths between two actions after which a further interpreter would not live longer. */
const IDLE_DEATHS = 3;

/** Begins to boot at once. */
export function createSupervisor({
  spawn,
  deadline = 5000,
  patience = 60_000,
  spareAfter,
}: SupervisorOptions): Supervisor {
  const state = signal<SupervisorState>({ is: "loading", loaded: 0, total: 0 });
  const disposal = new AbortController();
  const keeper = createKeeper({
    spawn,
    deadline,
    patience,
    signal: disposal.signal,
    onProgress: (progress) => {
      state.value = progress;
    },
    onDeath: (why) => void enqueue(() => revive(why)),
  });
  let journal = new Journal("");
  let idleDeaths = 0;
  let stopping: AbortController | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** Runs tasks one after the other, so that the interpreter is asked one thing at a time. */
  function enqueue<T>(task: () => Promise<T>): Promise<T> {
    const done = last.then(task).finally(settle);
    last = done;
    return done;
  }

  function settle(): void {
    if (keeper.failure !== undefined) state.value = { is: "failed", message: keeper.failure };
    else if (keeper.isUp) state.value = { is: "ready" };
  }

  /** A spare boots when nobody waits for anything else. */
  function rest(): void {
    if (spareAfter !== undefined) idle = setTimeout(keeper.prepare, spareAfter);
  }

  /** The interpreter has died, between two actions as far as this task can tell. */
  async function revive(why: string): Promise<void> {
    if (keeper.isUp) return;
    idleDeaths += 1;
    if (idleDeaths < IDLE_DEATHS) await keeper.hold(journal);
    else
      keeper.fail(`Python died ${idleDeaths} times in a row (${why}). Change the source and run it again.`);
  }

  async function perform(mine: Journal, action: Action, stop: AbortController): Promise<Step> {
    const without = (kind: "stopped" | "crashed", text: string): Step => ({
      outcome: { kind, text },
      stdout: "",
      stderr: "",
      snapshot: mine.last,
      digest: "",
    });
    const held = await keeper.hold(mine);
    if (held.is === "failed") return without("crashed", held.why);
    if (held.is === "abandoned") return without("stopped", ABANDONED);
    if (stop.signal.aborted) return without("stopped", "stopped before it began");

    clearTimeout(idle);
    state.value = { is: "busy", action };
    const settled = mine.write(action);
    const answer = await ask(held.by, {
      put: (engine) => engine.act(action),
      parse: parseStep,
      deadline,
      signal: AbortSignal.any([stop.signal, mine.abandoned]),
    });
    if (answer.is === "answered") {
      idleDeaths = 0;
      settled({ is: "good", digest: answer.value.digest });
      mine.last = answer.value.snapshot;
      rest();
      return answer.value;
    }

    settled({ is: "bad" });
    keeper.drop();
    const kind = answer.is === "died" ? "crashed" : "stopped";
    const because = whyNoAnswer(answer, deadline);
    const restored = await keeper.hold(mine, because);
    if (restored.is === "abandoned") return without("stopped", ABANDONED);
    if (restored.is === "failed") return without(kind, `${because}. ${restored.why}`);
    mine.last = restored.snapshot;
    rest();
    return without(kind, `${because}; ${whatWasRestored(restored.otherwise)}`);
  }

  /** Asks something that runs none of the user's code. */
  async function read<T>(
    mine: Journal,
    put: (engine: EngineApi) => Promise<string>,
    parse: (text: string) => T,
  ): Promise<T | null> {
    if (mine.isUnreadable || mine.abandoned.aborted || !keeper.isUp) return null;
    for (let tries = 0; tries < 2; tries += 1) {
      const held = await keeper.hold(mine, tries === 0 ? undefined : UNREADABLE);
      if (held.is !== "held") return null;
      const answer = await ask(held.by, { put, parse, deadline, signal: mine.abandoned });
      if (answer.is === "answered") return answer.value;
      // Some code has changed what the reading itself relies on: this experiment's, or that of one before it. In a new
      // interpreter it is this one's.
      keeper.drop();
    }
    mine.isUnreadable = true;
    await keeper.hold(mine, UNREADABLE);
    return null;
  }

  /** Puts another experiment in the place of this one. */
  function replace(source: string): Journal {
    clearTimeout(idle);
    journal.abandon();
    journal = new Journal(source);
    return journal;
  }

  async function open(source: string): Promise<void> {
    if (disposal.signal.aborted) return;
    const mine = replace(source);
    keeper.forgive();
    idleDeaths = 0;
    await enqueue(() => keeper.hold(mine));
  }

  void enqueue(() => keeper.hold(journal));

  return {
    state,
    open,
    async use(spawn) {
      if (disposal.signal.aborted) return;
      const opened = open("");
      keeper.use(spawn);
      await opened;
    },
    act(action) {
      const mine = journal;
      const stop = new AbortController();
      return enqueue(() => {
        stopping = stop;
        return perform(mine, action, stop);
      });
    },
    inspect() {
      const mine = journal;
      return enqueue(() => read(mine, (engine) => engine.inspect(), parseInspection));
    },
    foresee(action) {
      const mine = journal;
      return enqueue(() => read(mine, (engine) => engine.foresee(action), parseForesight));
    },
    stop: () => stopping?.abort(),
    dispose() {
      clearTimeout(idle);
      disposal.abort();
      replace("").abandon();
      keeper.fail("Python was ended.");
      keeper.drop();
      settle();
    },
  };
}

const UNREADABLE = "the interpreter did not come back from reading the frames";
const ABANDONED = "stopped: the experiment was given up for another one";

const whatWasRestored = (otherwise: string | null): string =>
  otherwise === null
    ? "the generator and everything before it were restored"
    : `everything before it was repeated, and ${otherwise} came out otherwise: the source does not do the same each time`;

function whyNoAnswer(answer: NoAnswer, deadline: number): string {
  switch (answer.is) {
    case "died":
      return `crashed: the interpreter died (${answer.why})`;
    case "late":
      return `stopped after ${deadline / 1000} s: the action did not finish`;
    case "interrupted":
      return "stopped on request";
  }
}
