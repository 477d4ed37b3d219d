import { type ReadonlySignal, signal } from "@preact/signals";
import type { Action } from "../../protocol/action.ts";
import type { Step } from "../../protocol/engine.ts";
import type { Supervisor, SupervisorState } from "../supervisor.ts";
import type { Playground } from "./playground.ts";

/** What is done on every Python alike. */
export interface Played {
  readonly source: string;
  readonly actions: readonly Action[];
  /** How many recorded actions come after them, which the reader has not played. */
  readonly left: number;
}

/** An experiment as one Python plays it, apart from the page's own. */
export interface VersionRun {
  readonly python: string;
  readonly interpreter: ReadonlySignal<SupervisorState>;
  /** What the actions came to so far, in their order. */
  readonly steps: ReadonlySignal<readonly Step[]>;
  /** Resolves when no further step comes. Never rejects. */
  readonly done: Promise<void>;
  /** Ends the interpreter, at whatever it is. */
  dispose(): void;
}

/** What the reader has done; where they have done nothing, what is recorded. */
export function playedOf(
  playground: Pick<Playground, "timeline" | "script" | "ranSource" | "standing">,
): Played {
  const { source, actions } = playground.standing.peek();
  const done = playground.timeline.peek().flatMap(({ action, step }) => (step === null ? [] : [action]));
  if (done.length === 0) return { source, actions, left: 0 };
  return {
    source: playground.ranSource.peek() ?? source,
    actions: done,
    left: playground.script.peek().length,
  };
}

/** The branches in the order in which they come to be, in which the page, too, gives out its colours. */
export function branchesBegun({ actions }: Played): readonly string[] {
  const names = actions.flatMap((action) => {
    if (action.do === "start") return [action.branch];
    return action.do === "clone" ? [action.as] : [];
  });
  return [...new Set(names)];
}

/**
 * Plays the actions one after the other, beginning at once. Goes on after one that was stopped or crashed, as the
 * supervisor restores what was before it; ends early where no interpreter is to be had.
 */
export function playOn(
  python: string,
  supervisor: Supervisor,
  { source, actions }: Omit<Played, "left">,
): VersionRun {
  const steps = signal<readonly Step[]>([]);
  let isOver = false;
  const play = async () => {
    await supervisor.open(source);
    for (const action of actions) {
      if (isOver || supervisor.state.peek().is === "failed") return;
      const step = await supervisor.act(action);
      if (!isOver) steps.value = [...steps.peek(), step];
    }
  };
  return {
    python,
    interpreter: supervisor.state,
    steps,
    done: play(),
    dispose() {
      isOver = true;
      supervisor.dispose();
    },
  };
}
