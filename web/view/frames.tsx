import { useSignal } from "@preact/signals";
import { branchOf } from "../../protocol/action.ts";
import { describePolicy } from "../../protocol/policy.ts";
import { compare } from "../model/comparison.ts";
import type { Page } from "../model/page.ts";
import { currentSnapshot, lastAnswered, previousSnapshot, underWay } from "../model/timeline.ts";
import { BranchRegion } from "./branch-region.tsx";
import { DifferenceNote } from "./difference-note.tsx";
import { layRows } from "./frame-rows.ts";
import { ObjectsPane } from "./objects-pane.tsx";
import { RowNames } from "./row-names.tsx";
import { Trouble } from "./trouble.tsx";
import { Welcome } from "./welcome.tsx";

/** The branches side by side: what they share runs across, what is their own stays in its column. */
export function Frames({ page }: { readonly page: Page }) {
  const { playground } = page;
  const timeline = playground.shown.value;
  const now = currentSnapshot(timeline);
  const plan = layRows(compare(now, previousSnapshot(timeline)));
  const wrap = useSignal(false);
  const entry = underWay(timeline);
  const acting = entry && branchOf(entry.action);
  const count = now.branches.length;
  return (
    <div class="frames-pane">
      <Trouble timeline={playground.shown} interpreter={playground.interpreter} />
      <DifferenceNote difference={playground.difference} />
      {count === 0 ? (
        <Welcome playground={playground} />
      ) : (
        <div class="frames" data-wrap={wrap.value} style={{ "--count": count, "--rows": plan.rows }}>
          <RowNames plan={plan}>
            <button
              type="button"
              class="plain policy-chip"
              title="What becomes of what a frame refers to when it is cloned"
              aria-label={`Policy: ${describePolicy(playground.policy.value)}`}
              onClick={() => {
                page.dialog.value = "policy";
              }}
            >
              clone by <b>{describePolicy(playground.policy.value)}</b>
            </button>
            <label class="wrap-switch">
              <input
                type="checkbox"
                checked={wrap.value}
                onChange={(event) => {
                  wrap.value = event.currentTarget.checked;
                }}
              />
              Wrap values
            </label>
          </RowNames>
          {now.branches.map((branch, index) => (
            <BranchRegion
              key={branch.name}
              playground={playground}
              branch={branch}
              index={index}
              plan={plan}
              acting={acting === branch.name}
              last={lastAnswered(timeline, branch.name)}
            />
          ))}
        </div>
      )}
      {count > 0 && <ObjectsPane page={page} />}
    </div>
  );
}
