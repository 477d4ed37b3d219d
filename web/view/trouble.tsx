import type { ReadonlySignal } from "@preact/signals";
import type { Outcome } from "../../protocol/outcome.ts";
import { grade, lastAnswered, type Timeline } from "../model/timeline.ts";
import { describeWithBranch, lineOf, outcomeDetail, refusal } from "../model/wording.ts";
import type { SupervisorState } from "../supervisor.ts";

/** What went wrong with the last action or with the interpreter: said aloud, and shown above the branches. */
export function Trouble(props: {
  readonly timeline: ReadonlySignal<Timeline>;
  readonly interpreter: ReadonlySignal<SupervisorState>;
}) {
  return (
    <div class="trouble" role="alert">
      {troubleOf(props.interpreter.value) ?? <LastTrouble timeline={props.timeline.value} />}
    </div>
  );
}

function troubleOf(state: SupervisorState) {
  switch (state.is) {
    case "failed":
      return (
        <>
          <strong>Python is not available</strong>
          <p>{state.message}</p>
        </>
      );
    case "recovering":
      return (
        <>
          <strong>A fresh interpreter is catching up</strong>
          <p>{state.because}. Nothing recorded is lost: the good actions are being replayed.</p>
        </>
      );
    default:
      return null;
  }
}

function LastTrouble({ timeline }: { readonly timeline: Timeline }) {
  const last = lastAnswered(timeline);
  if (last?.step == null || grade(last.step.outcome) === "fine") return null;
  const { action, step } = last;
  return (
    <>
      <strong>
        {describeWithBranch(action)} → {step.outcome.kind}
      </strong>
      <p class="said">
        {step.outcome.kind === "refused" ? refusal(step.outcome).what : outcomeDetail(step.outcome)}
      </p>
      <More outcome={step.outcome} />
    </>
  );
}

function More({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome.kind) {
    case "refused":
      return (
        <>
          <p>{outcome.reason}</p>
          <p>{outcome.remedy}</p>
        </>
      );
    case "raised":
      return outcome.traceback.length < 2 ? null : (
        <ol class="traceback">
          {outcome.traceback.map((entry, index) => (
            <li key={index}>
              {lineOf(entry) === null ? entry.file : `line ${entry.line}`} in {entry.function}
            </li>
          ))}
        </ol>
      );
    default:
      return null;
  }
}
