import type { ReadonlySignal } from "@preact/signals";
import { grade, lastAnswered, type Timeline } from "../model/timeline.ts";
import { describeEntry } from "../model/wording.ts";

/** Tells a screen reader how the last action went, where that was well; see `Trouble` for the rest. */
export function Announcer({ timeline }: { readonly timeline: ReadonlySignal<Timeline> }) {
  const last = lastAnswered(timeline.value);
  const fine = last?.step != null && grade(last.step.outcome) === "fine";
  return (
    <p class="unseen" aria-live="polite">
      {fine && last !== null ? describeEntry(last) : ""}
    </p>
  );
}
