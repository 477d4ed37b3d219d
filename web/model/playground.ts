import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Action } from "../../protocol/action.ts";
import type { Experiment } from "../../protocol/experiment.ts";
import type { Foresight } from "../../protocol/inspection.ts";
import type { Policy } from "../../protocol/policy.ts";
import type { Spawn } from "../runtime/interpreter.ts";
import type { Supervisor, SupervisorState } from "../supervisor.ts";
import { createInspections, type Inspections } from "./inspections.ts";
import { assignHues, type Hues, nextBranchName } from "./palette.ts";
import {
  actionsToRun,
  asItStands,
  type Difference,
  firstDifference,
  nextIf,
  type Session,
  startOf,
} from "./recorded.ts";
import { shared } from "./sharing.ts";
import { branchesOf, currentSnapshot, type Entry, settle, type Timeline } from "./timeline.ts";

/** The CPythons there are to choose from. */
export interface Pythons {
  /** As `3.14`, oldest first. */
  readonly versions: readonly string[];
  /** Boots one; where there is none of the version, its rejection says which there are. */
  readonly spawn: (version: string) => Spawn;
}

/** The call to suggest for a source, which began as the origin's with the origin's own call. */
export type Suggest = (source: string, origin: { readonly source: string; readonly call: string }) => string;

/**
 * One experiment being edited and played. Everything the page shows follows from its signals;
 * everything the page does is one of its methods. None of them throws or rejects for what user code does.
 */
export interface Playground {
  readonly interpreter: ReadonlySignal<SupervisorState>;
  /** The experiment as it was opened. */
  readonly experiment: ReadonlySignal<Experiment>;
  /** The experiment as it is now: what a draft keeps and a link carries. */
  readonly standing: ReadonlySignal<Experiment>;
  readonly title: Signal<string>;
  readonly source: Signal<string>;
  /** The version of CPython that it runs on; of an experiment from elsewhere it can be none of `pythons`. */
  readonly python: ReadonlySignal<string>;
  readonly pythons: readonly string[];
  /** The call as the user typed it; null while it follows the source. */
  readonly typedCall: Signal<string | null>;
  /** The call to start when the user has not said one. */
  readonly suggestion: ReadonlySignal<string>;
  /** What clones made by `clone` are made by. */
  readonly policy: Signal<Policy>;
  readonly timeline: ReadonlySignal<Timeline>;
  /** How many actions the reader looks at; all of them unless they travelled into the past. */
  readonly moment: ReadonlySignal<number>;
  /** The timeline up to that moment: what is drawn. */
  readonly shown: ReadonlySignal<Timeline>;
  /** What the branches looked like inside, after each action. */
  readonly inspections: Inspections;
  readonly hues: ReadonlySignal<Hues>;
  /** The recorded actions that were not played yet. */
  readonly script: ReadonlySignal<readonly Action[]>;
  /** What was done, then what is in the script. */
  readonly actions: ReadonlySignal<readonly Action[]>;
  /** How many of the recorded actions the next `run` plays. */
  readonly toReplay: ReadonlySignal<number>;
  /** The first action that was replayed and did not come to what was expected. */
  readonly difference: ReadonlySignal<Difference | null>;
  /** Whether an action, a run or a script is under way. */
  readonly isWorking: ReadonlySignal<boolean>;
  /** Whether an action would be taken now. In the past none is: `branchFromHere` leads out of it. */
  readonly canAct: ReadonlySignal<boolean>;
  /** Whether there is an action to stop. */
  readonly canStop: ReadonlySignal<boolean>;
  /** The source that the branches come from; null where nothing was run. */
  readonly ranSource: ReadonlySignal<string | null>;
  /** Whether the source was edited after the run that the branches come from. */
  readonly stale: ReadonlySignal<boolean>;

  /**
   * Puts another experiment in the place of this one, its reader standing after `at` of its actions; where nothing
   * is said, where the experiment says. Runs nothing, but boots the Python that it names.
   */
  load(experiment: Experiment, at?: number): void;
  /**
   * Runs the source as it is now. The first time since the experiment was opened it replays the recorded actions up
   * to where the reader stands; after that it restarts, and the others can be played. What is under way is abandoned;
   * where the interpreter is not there yet, the start waits for it.
   */
  run(): Promise<void>;
  /**
   * Puts another version of CPython in the place of the one that runs. What was run of the source is done again on
   * it, as far as it had come; where nothing was run, nothing is.
   */
  usePython(version: string): Promise<void>;
  /** Takes one action, unless another is under way. */
  act(action: Action): Promise<void>;
  /** Clones `branch` by the chosen policy, under the next free name. */
  clone(branch: string): Promise<void>;
  /** What `clone` would do to each slot now, or why it would be refused; null where that cannot be told. */
  foresee(branch: string): Promise<Foresight | null>;
  /** Plays the next recorded action. */
  step(): Promise<void>;
  /** Plays what is left of the script; ends early where the interpreter was stopped or died. */
  play(): Promise<void>;
  /** Looks at the moment after so many actions, from 1 to all; runs nothing, for pictures are kept. */
  travel(moment: number): void;
  /**
   * Replays the actions up to the moment that is looked at, and goes on from there; those after it can be played again,
   * or others be done in their place. At the newest moment it does nothing.
   */
  branchFromHere(): Promise<void>;
  /**
   * Puts these in the place of `actions`, and does as many of them again as had been done. Does nothing where no action
   * would be taken.
   */
  redo(actions: readonly Action[]): Promise<void>;
  /** Ends the action under way, and with it a script being played. */
  stop(): void;
}

/** The supervisor is taken to have the Python of the first experiment already. */
export function createPlayground(
  supervisor: Supervisor,
  pythons: Pythons,
  /** Null as long as it is not here; what is suggested until then is the call that an experiment came with. */
  suggest: ReadonlySignal<Suggest | null>,
  first: Experiment,
  at?: number,
): Playground {
  const experiment = signal(first);
  const reader = signal(at ?? first.cursor);
  const title = signal(first.title);
  const source = signal(first.source);
  const python = signal(first.python);
  const typedCall = signal<string | null>(null);
  const policy = signal<Policy>("fork");
  const timeline = signal<Timeline>([]);
  const script = signal<readonly Action[]>([]);
  const ranSource = signal<string | null>(null);
  /**
   * What is going on, if anything, and how many actions are done at its end: one action, a run, a script. A new run
   * takes the place of any other.
   */
  const work = signal<{ readonly until: number } | null>(null);
  const inspections = createInspections(supervisor);
  /** Where in the past the reader is; null at the newest moment. */
  const past = signal<number | null>(null);
  const moment = computed(() => Math.min(past.value ?? Number.POSITIVE_INFINITY, timeline.value.length));

  let named: readonly string[] = [];
  /** The same list until there is another branch. */
  const names = computed(() => {
    named = shared(branchesOf(timeline.value), named);
    return named;
  });
  const hues = computed(() => assignHues(names.value));
  const suggestion = computed(() => {
    const origin = { source: experiment.value.source, call: startOf(experiment.value.actions) };
    if (source.value === origin.source && origin.call !== "") return origin.call;
    return suggest.value?.(source.value, origin) ?? "";
  });
  const session = computed<Session>(() => ({
    opened: experiment.value,
    title: title.value,
    python: python.value,
    source: source.value,
    ranSource: ranSource.value,
    typedCall: typedCall.value?.trim() ?? "",
    suggestion: suggestion.value,
    timeline: timeline.value,
    script: script.value,
  }));
  const standing = computed(() => asItStands(session.value));
  const toReplay = computed(() => {
    const recorded = standing.value.actions.length;
    const wanted = ranSource.value === null ? (reader.value ?? recorded) : 1;
    return Math.max(1, Math.min(wanted, recorded));
  });
  const actions = computed(() => [...timeline.value.map(({ action }) => action), ...script.value]);
  const isFree = computed(() => supervisor.state.value.is === "ready" && work.value === null);
  const canAct = computed(() => isFree.value && moment.value === timeline.value.length);

  async function take(action: Action): Promise<Entry> {
    const entry: Entry = { action, step: null };
    past.value = null;
    timeline.value = [...timeline.value, entry];
    const answer = await supervisor.act(action);
    const before = currentSnapshot(timeline.value);
    const step = { ...answer, snapshot: shared(answer.snapshot, before) };
    timeline.value = settle(timeline.value, entry, step);
    inspections.read(step);
    return { action, step };
  }

  /** Keeps other actions out until `job` is done. It is told whether it still is what is going on. */
  async function alone(until: number, job: (still: () => boolean) => Promise<void>): Promise<void> {
    const mine = { until };
    work.value = mine;
    await job(() => work.value === mine);
    if (work.value === mine) work.value = null;
  }

  /** Plays the next `count` recorded actions, and ends early where one did not end by itself. */
  async function replay(count: number, still: () => boolean): Promise<void> {
    for (let left = count; left > 0 && still(); left--) {
      const [next, ...rest] = script.value;
      if (next === undefined) return;
      const entry = batch(() => {
        script.value = rest;
        return take(next);
      });
      const kind = (await entry).step?.outcome.kind;
      if (kind === "stopped" || kind === "crashed") return;
    }
  }

  async function playNext(count: number): Promise<void> {
    const until = timeline.value.length + Math.min(count, script.value.length);
    if (canAct.value) await alone(until, (still) => replay(count, still));
  }

  async function act(action: Action): Promise<void> {
    if (!canAct.value) return;
    await alone(timeline.value.length + 1, async () => {
      const recorded = nextIf(script.value, action);
      await batch(() => {
        // Whatever else is done by hand takes the place of what was recorded from here on.
        script.value = recorded === undefined ? [] : script.value.slice(1);
        return take(recorded ?? action);
      });
    });
  }

  /** Does the first `count` of these actions on a source, from the start. */
  const begin = (text: string, recorded: readonly Action[], count: number): Promise<void> =>
    alone(count, async (still) => {
      batch(() => {
        timeline.value = [];
        ranSource.value = text;
        script.value = recorded;
      });
      await supervisor.open(text);
      await replay(count, still);
    });

  function takePython(version: string): void {
    if (version === python.value) return;
    python.value = version;
    void supervisor.use(pythons.spawn(version));
  }

  return {
    interpreter: supervisor.state,
    experiment,
    standing,
    title,
    source,
    python,
    pythons: pythons.versions,
    typedCall,
    suggestion,
    policy,
    timeline,
    moment,
    shown: computed(() => timeline.value.slice(0, moment.value)),
    inspections,
    hues,
    script,
    actions,
    toReplay,
    difference: computed(() => firstDifference(session.value)),
    isWorking: computed(() => work.value !== null),
    canAct,
    canStop: computed(() => supervisor.state.value.is === "busy"),
    ranSource,
    stale: computed(() => ranSource.value !== null && ranSource.value !== source.value),

    load(next, at) {
      batch(() => {
        experiment.value = next;
        reader.value = at ?? next.cursor;
        title.value = next.title;
        source.value = next.source;
        typedCall.value = null;
        timeline.value = [];
        past.value = null;
        script.value = [];
        ranSource.value = null;
        work.value = null;
        takePython(next.python);
      });
    },

    run() {
      const call = typedCall.value?.trim() || suggestion.value;
      return begin(source.value, actionsToRun(standing.value, call), toReplay.value);
    },

    async usePython(version) {
      const all = actions.value;
      const count = Math.max(timeline.value.length, work.value?.until ?? 0);
      takePython(version);
      if (ranSource.value !== null) await begin(ranSource.value, all, count);
    },

    act,

    clone: (branch) => {
      const taken = new Set(currentSnapshot(timeline.value).branches.map((b) => b.name));
      return act({ do: "clone", branch, as: nextBranchName(taken), policy: policy.value });
    },

    foresee: (branch) => supervisor.foresee({ do: "clone", branch, as: branch, policy: policy.value }),

    step: () => playNext(1),
    play: () => playNext(Number.POSITIVE_INFINITY),

    travel(to) {
      const last = timeline.value.length;
      const at = Math.max(1, Math.min(Math.round(to), last));
      past.value = at >= last ? null : at;
    },

    async branchFromHere() {
      const count = moment.value;
      if (ranSource.value === null || count === timeline.value.length || !isFree.value) return;
      await begin(ranSource.value, actions.value, count);
    },

    async redo(others) {
      if (ranSource.value === null || !canAct.value) return;
      await begin(ranSource.value, others, timeline.value.length);
    },

    stop: () => supervisor.stop(),
  };
}
