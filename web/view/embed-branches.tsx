import { compare } from "../model/comparison.ts";
import type { Playground } from "../model/playground.ts";
import { currentSnapshot, lastAnswered, previousSnapshot } from "../model/timeline.ts";
import { BranchTag } from "./branch-tag.tsx";
import { layRows } from "./frame-rows.ts";
import { LastOutcome } from "./last-outcome.tsx";
import { RowNames } from "./row-names.tsx";
import { SlotTable } from "./slot-table.tsx";

/** The branches side by side, to look at. Tables that are empty in all of them are left out. */
export function EmbedBranches({ playground }: { readonly playground: Playground }) {
  const timeline = playground.shown.value;
  const now = currentSnapshot(timeline);
  const plan = layRows(compare(now, previousSnapshot(timeline)).filter(({ rows }) => rows.length > 0));
  const { length } = now.branches;
  if (length === 0) return null;
  return (
    <div class="frames" style={{ "--count": length, "--rows": plan.rows }}>
      <RowNames plan={plan} title={({ table }) => table.name}>
        {null}
      </RowNames>
      {now.branches.map(({ name, kind, call, parent, status, line }, index) => {
        const hue = playground.hues.value.get(name) ?? 1;
        return (
          <section
            key={name}
            class="branch"
            aria-label={`Branch ${name}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by the keyboard
            tabIndex={0}
            data-hue={hue}
            style={{ "--index": index }}
          >
            <div class="branch-head who">
              <BranchTag name={name} hue={hue} />
              <bdi class="call-text" title={`${kind} ${call}`}>
                {call}
              </bdi>
              <small>{parent === null ? "original" : `clone of ${parent}`}</small>
              <span class="where">
                <span class="chip strong">{status}</span>
                {line !== null && <span class="chip">line {line}</span>}
              </span>
            </div>
            <LastOutcome entry={lastAnswered(timeline, name)} row={plan.outcome} />
            {plan.tables.map((placed) => (
              <SlotTable key={placed.table.name} placed={placed} column={index} />
            ))}
          </section>
        );
      })}
    </div>
  );
}
