import type { Step } from "../protocol/engine.ts";
import { createSupervisor, type Supervisor } from "../web/supervisor.ts";
import type { Python } from "./pythons.ts";
import type { Target } from "./targets.ts";

/** One experiment to be run on one Python. */
export interface Task {
  readonly target: Target;
  readonly python: Python;
}

/** What came of a task. */
export interface Played {
  readonly steps: readonly Step[];
  /** Why there was no interpreter to do the rest, where there was none. */
  readonly failure: string | undefined;
}

export interface ScheduleOptions {
  /** How many interpreters at a time. */
  readonly jobs: number;
  /** What an action may take, in milliseconds. */
  readonly deadline: number;
  /** What an interpreter may have, in MiB. */
  readonly memory: number;
  /** Told before each action, from 0. */
  readonly onAction: (task: Task, index: number) => void;
  /** Told when a task is done, in the order of the tasks whatever is done first. */
  readonly onDone: (task: Task, played: Played) => void;
}

/**
 * From so many experiments that wait for the same Python on, another interpreter of it is worth its boot, which takes
 * as long as dozens of experiments.
 */
const WORTH_A_BOOT = 4;

/** How long a boot may take, in milliseconds: it is all computing, and machines of CI are busy. */
const PATIENCE = 300_000;

/** An interpreter, kept for the experiments of its Python; nothing at first. */
interface Seat {
  python: Python | undefined;
  supervisor: Supervisor | undefined;
}

/** Runs all tasks. Never rejects for what an experiment does. */
export async function runAll(tasks: readonly Task[], options: ScheduleOptions): Promise<void> {
  const waiting = new Set(tasks);
  const done = new Map<Task, Played>();
  let told = 0;
  const tell = () => {
    for (let task = tasks[told]; task !== undefined; task = tasks[told]) {
      const played = done.get(task);
      if (played === undefined) return;
      told += 1;
      options.onDone(task, played);
    }
  };

  const seats = Array.from({ length: Math.min(options.jobs, tasks.length) }, (): Seat => {
    return { python: undefined, supervisor: undefined };
  });
  /** Pythons that did not start, and why: nothing of an experiment had been run, so no other one fares better. */
  const hopeless = new Map<Python, string>();
  const runOne = async (seat: Seat, task: Task): Promise<Played> => {
    const why = hopeless.get(task.python);
    if (why !== undefined) return { steps: [], failure: why };
    const played = await runIn(seat, task, options);
    if (played.failure !== undefined && played.steps.length === 0) hopeless.set(task.python, played.failure);
    return played;
  };
  const work = async (seat: Seat) => {
    for (let task = pick(waiting, seat, seats); task !== undefined; task = pick(waiting, seat, seats)) {
      waiting.delete(task);
      done.set(task, await runOne(seat, task));
      tell();
    }
    leave(seat);
  };
  await Promise.all(seats.map(work));
}

/** The task that costs the fewest boots: one of the seat's own Python, or else of one that nobody is at. */
function pick(waiting: ReadonlySet<Task>, seat: Seat, seats: readonly Seat[]): Task | undefined {
  const tasks = [...waiting];
  const own = tasks.find(({ python }) => python === seat.python);
  const isTaken = (python: Python) => seats.some((other) => other.python === python);
  const alone = own ?? tasks.find(({ target, python }) => target.from === "link" || !isTaken(python));
  if (alone !== undefined) return alone;
  return tasks.find((task) => tasks.filter(({ python }) => python === task.python).length >= WORTH_A_BOOT);
}

/** Runs a task, in the interpreter that is there if that is the right one. What a link brought is not reused. */
async function runIn(seat: Seat, { target, python }: Task, options: ScheduleOptions): Promise<Played> {
  const isStrange = target.from === "link";
  if (seat.python !== python || isStrange) leave(seat);
  seat.python = python;
  seat.supervisor ??= createSupervisor({
    spawn: python.spawn(options.memory),
    deadline: options.deadline,
    patience: PATIENCE,
  });
  const played = await play(seat.supervisor, { target, python }, options);
  if (isStrange || played.failure !== undefined) leave(seat);
  return played;
}

/** Does the actions, as long as there is an interpreter to do them. */
async function play(supervisor: Supervisor, task: Task, { onAction }: ScheduleOptions): Promise<Played> {
  const { source, actions } = task.target.experiment;
  const steps: Step[] = [];
  const failure = () => (supervisor.state.value.is === "failed" ? supervisor.state.value.message : undefined);
  await supervisor.open(source);
  for (const [index, action] of actions.entries()) {
    if (failure() !== undefined) break;
    onAction(task, index);
    steps.push(await supervisor.act(action));
  }
  return { steps, failure: failure() };
}

function leave(seat: Seat): void {
  seat.supervisor?.dispose();
  seat.supervisor = undefined;
  seat.python = undefined;
}
