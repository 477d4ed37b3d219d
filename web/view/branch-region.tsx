import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Treatment } from "../../protocol/inspection.ts";
import type { Branch } from "../../protocol/snapshot.ts";
import type { Playground } from "../model/playground.ts";
import type { Entry } from "../model/timeline.ts";
import { BranchActions } from "./branch-actions.tsx";
import { BranchTag } from "./branch-tag.tsx";
import { CloneReport } from "./clone-report.tsx";
import { type Asked, ExpressionForm } from "./expression-form.tsx";
import type { RowPlan } from "./frame-rows.ts";
import { LastOutcome } from "./last-outcome.tsx";
import { SlotTable } from "./slot-table.tsx";
import { columnId } from "./wanted-column.ts";

/** One branch: who it is, where it is, what can be done to it, what its frame holds. */
export function BranchRegion(props: {
  readonly playground: Playground;
  readonly branch: Branch;
  readonly index: number;
  readonly plan: RowPlan;
  /** Whether an action on it is under way. */
  readonly acting: boolean;
  readonly last: Entry | null;
  /** What was done for it when it was cloned. */
  readonly report: readonly Treatment[];
  /** Opens the form by which it is cloned in another way. */
  readonly onPolicy: () => void;
}) {
  const { playground, branch, index, plan, acting, last, report, onPolicy } = props;
  const hue = playground.hues.value.get(branch.name) ?? 1;
  const asking = useSignal<Asked | null>(null);
  const head = useRef<HTMLDivElement>(null);
  /** Closes the form and goes back to the button that opened it. */
  const answer = () => {
    head.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    asking.value = null;
  };
  return (
    <section
      id={columnId(branch.name)}
      class="branch"
      aria-label={`Branch ${branch.name}`}
      tabIndex={-1}
      data-hue={hue}
      style={{ "--index": index, "--letter": JSON.stringify(branch.name) }}
    >
      <div class="branch-head" ref={head}>
        <div class="who">
          <BranchTag name={branch.name} hue={hue} />
          <bdi class="call-text" title={`${branch.kind} ${branch.call}`}>
            {branch.call}
          </bdi>
          <small>{branch.parent === null ? "original" : `clone of ${branch.parent}`}</small>
          <span class="where">
            <span class="chip strong">{acting ? "running" : branch.status}</span>
            {branch.line !== null && <span class="chip">line {branch.line}</span>}
          </span>
        </div>
        <BranchActions playground={playground} name={branch.name} asking={asking} onPolicy={onPolicy} />
        <CloneReport name={branch.name} report={report} />
        {asking.value !== null && (
          <ExpressionForm
            key={asking.value}
            asked={asking.value}
            timeline={playground.timeline}
            enabled={playground.canAct.value}
            onCancel={answer}
            onSubmit={(action) => {
              answer();
              playground.act(action);
            }}
            branch={branch.name}
          />
        )}
      </div>
      <LastOutcome entry={last} row={plan.outcome} />
      {plan.tables.map((placed) => (
        <SlotTable key={placed.table.name} placed={placed} column={index} />
      ))}
    </section>
  );
}
