import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Action } from "../../protocol/action.ts";
import type { Experiment } from "../../protocol/experiment.ts";
import type { Supervisor, SupervisorState } from "../supervisor.ts";
import { suggestedCall } from "./call.ts";
import { assignHues, type Hues, nextBranchName } from "./palette.ts";
import { branchesOf, currentSnapshot, type Entry, settle, type Timeline } from "./timeline.ts";

/** The branch that `Run` starts. */
const ORIGINAL = "A";

/**
 * One experiment being edited and played. Everything the page shows follows from its signals;
 * everything the page does is one of its methods. None of them throws or rejects for what user code does.
 */
export interface Playground {
  readonly interpreter: ReadonlySignal<SupervisorState>;
  /** What the source began as: an example, say. */
  readonly experiment: ReadonlySignal<Experiment>;
  readonly source: Signal<string>;
  /** The call as the user typed it; null while it follows the source. */
  readonly typedCall: Signal<string | null>;
  /** The call to start when the user has not said one. */
  readonly suggestion: ReadonlySignal<string>;
  readonly timeline: ReadonlySignal<Timeline>;
  readonly hues: ReadonlySignal<Hues>;
  /** The experiment's recorded actions that were not played yet. */
  readonly script: ReadonlySignal<readonly Action[]>;
  /** Whether an action would be taken now. */
  readonly canAct: ReadonlySignal<boolean>;
  /** Whether there is an action to stop. */
  readonly canStop: ReadonlySignal<boolean>;
  /** Whether the source was edited after the run that the branches come from. */
  readonly stale: ReadonlySignal<boolean>;

  /** Puts another experiment in the place of this one. Runs nothing. */
  load(experiment: Experiment): void;
  /**
   * Starts, or restarts, the experiment from the source as it is now. What is under way is abandoned;
   * where the interpreter is not there yet, the start waits for it.
   */
  run(): Promise<void>;
  /** Takes one action, unless another is under way. */
  act(action: Action): Promise<void>;
  /** Clones `branch` under the next free name. */
  clone(branch: string): Promise<void>;
  /** Plays what is left of the script; ends early where the interpreter was stopped or died. */
  play(): Promise<void>;
  /** Ends the action under way, and with it a script being played. */
  stop(): void;
}

export function createPlayground(supervisor: Supervisor, first: Experiment): Playground {
  const experiment = signal(first);
  const source = signal(first.source);
  const typedCall = signal<string | null>(null);
  const timeline = signal<Timeline>([]);
  const script = signal<readonly Action[]>([]);
  const ranSource = signal<string | null>(null);
  /** What is going on, if anything: one action, a run, a script. A new run takes the place of any other. */
  const work = signal<symbol | null>(null);

  const suggestion = computed(() =>
    suggestedCall(source.value, { source: experiment.value.source, call: startOf(experiment.value) }),
  );
  const canAct = computed(() => supervisor.state.value.is === "ready" && work.value === null);

  async function take(action: Action): Promise<Entry> {
    const entry: Entry = { action, step: null };
    timeline.value = [...timeline.value, entry];
    const step = await supervisor.act(action);
    timeline.value = settle(timeline.value, entry, step);
    return { action, step };
  }

  /** Keeps other actions out until `job` is done. It is told whether it still is what is going on. */
  async function alone(job: (still: () => boolean) => Promise<void>): Promise<void> {
    const mine = Symbol("work");
    work.value = mine;
    await job(() => work.value === mine);
    if (work.value === mine) work.value = null;
  }

  async function act(action: Action): Promise<void> {
    if (!canAct.value) return;
    script.value = [];
    await alone(async () => {
      await take(action);
    });
  }

  return {
    interpreter: supervisor.state,
    experiment,
    source,
    typedCall,
    suggestion,
    timeline,
    hues: computed(() => assignHues(branchesOf(timeline.value))),
    script,
    canAct,
    canStop: computed(() => supervisor.state.value.is === "busy"),
    stale: computed(() => ranSource.value !== null && ranSource.value !== source.value),

    load(next) {
      batch(() => {
        experiment.value = next;
        source.value = next.source;
        typedCall.value = null;
        timeline.value = [];
        script.value = [];
        ranSource.value = null;
        work.value = null;
      });
    },

    run: () =>
      alone(async (still) => {
        const call = typedCall.value?.trim() || suggestion.value;
        batch(() => {
          timeline.value = [];
          ranSource.value = source.value;
          // Recorded actions go with the recorded start; they would say nothing about another one.
          script.value = call === startOf(experiment.value) ? afterStart(experiment.value) : [];
        });
        await supervisor.open(source.value);
        if (still()) await take({ do: "start", branch: ORIGINAL, call });
      }),

    act,

    clone: (branch) => {
      const taken = new Set(currentSnapshot(timeline.value).branches.map((b) => b.name));
      return act({ do: "clone", branch, as: nextBranchName(taken), policy: "fork" });
    },

    async play() {
      if (!canAct.value) return;
      await alone(async (still) => {
        for (let next = script.value[0]; next !== undefined; next = script.value[0]) {
          script.value = script.value.slice(1);
          const kind = (await take(next)).step?.outcome.kind;
          if (kind === "stopped" || kind === "crashed" || !still()) return;
        }
      });
    },

    stop: () => supervisor.stop(),
  };
}

/** The call that an experiment's first action starts, if that is what it does. */
function startOf({ actions }: Experiment): string {
  const first = actions[0];
  return first?.do === "start" ? first.call : "";
}

/** The recorded actions but for the start that `Run` does itself. */
function afterStart({ actions }: Experiment): readonly Action[] {
  return actions[0]?.do === "start" ? actions.slice(1) : actions;
}
