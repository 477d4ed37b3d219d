import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Step } from "../../protocol/engine.ts";
import type { Page } from "../model/page.ts";
import { type Played, playOn, type VersionRun } from "../model/version-run.ts";
import type { SupervisorState } from "../supervisor.ts";

/** What is to be drawn of a run. */
export interface Run {
  readonly python: string;
  readonly state: SupervisorState;
  readonly steps: readonly Step[];
  /** How many steps there are to be. */
  readonly count: number;
  /** Whether no further step comes. */
  readonly isOver: boolean;
  /** Begins anew, in an interpreter of its own. */
  again(): void;
}

const NOT_YET: SupervisorState = { is: "loading", loaded: 0, total: 0 };

/** Plays on a Python as long as the component is there, anew when it is another one. */
export function useVersionRun(page: Page, played: Played, python: string): Run {
  const attempt = useSignal(0);
  const run = useSignal<VersionRun | null>(null);
  useEffect(() => {
    const mine = playOn(python, page.borrowInterpreter(python), played);
    run.value = mine;
    return () => mine.dispose();
  }, [page, played, python, attempt.value]);
  // Until the effect has run it is the one before.
  const now = run.value?.python === python ? run.value : null;
  const state = now?.interpreter.value ?? NOT_YET;
  const steps = now?.steps.value ?? [];
  const count = played.actions.length;
  return {
    python,
    state,
    steps,
    count,
    isOver: steps.length === count || state.is === "failed",
    again() {
      attempt.value += 1;
    },
  };
}
