import { type Entry, grade } from "../model/timeline.ts";
import { outcomeDetail, outcomeVerb } from "../model/wording.ts";

/** What the last action on a branch led to, at the branch's foot. A clone begins with being cloned. */
export function LastOutcome(props: { readonly entry: Entry | null; readonly row: number }) {
  const { entry, row } = props;
  const outcome = entry?.step?.outcome;
  if (outcome === undefined) return null;
  return (
    <p class="last-outcome" data-grade={grade(outcome)} style={{ "--row": row }}>
      <span class="label">Last outcome: </span>
      {outcomeVerb(outcome)} <bdi>{outcomeDetail(outcome)}</bdi>
    </p>
  );
}
