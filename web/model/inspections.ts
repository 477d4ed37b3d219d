import { type Signal, signal } from "@preact/signals";
import type { Step } from "../../protocol/engine.ts";
import type { Inspection } from "../../protocol/inspection.ts";
import type { Supervisor } from "../supervisor.ts";
import { shared } from "./sharing.ts";

/** What the branches looked like inside, action by action. */
export interface Inspections {
  /** As it was after that step; null as long as it was not read, or could not be. Tells whoever listens when it comes. */
  of(step: Step): Inspection | null;
  /** Reads the branches as they are, which is after `step`. */
  read(step: Step): void;
}

/** What was read after the last of these steps, and after the one before it. */
export interface Read {
  readonly now: Inspection | null;
  readonly before: Inspection | null;
}

/**
 * What there is to show after these steps. Where the last one is the newest of all and is still being read, it is what was
 * shown before it, so that the picture stands still until it changes.
 */
export function readAfter(steps: readonly Step[], inspections: Inspections, isNewest: boolean): Read {
  const [last, previous, first] = [steps.at(-1), steps.at(-2), steps.at(-3)].map((step) =>
    step === undefined ? null : inspections.of(step),
  );
  return (last ?? null) === null && isNewest
    ? { now: previous ?? null, before: first ?? null }
    : { now: last ?? null, before: previous ?? null };
}

export function createInspections(supervisor: Pick<Supervisor, "inspect">): Inspections {
  const known = new WeakMap<Step, Signal<Inspection | null>>();
  let last: Inspection | null = null;

  function signalOf(step: Step): Signal<Inspection | null> {
    const there = known.get(step) ?? signal<Inspection | null>(null);
    known.set(step, there);
    return there;
  }

  return {
    of: (step) => signalOf(step).value,
    async read(step) {
      const found = await supervisor.inspect();
      if (found === null) return;
      last = shared(found, last);
      signalOf(step).value = last;
    },
  };
}
