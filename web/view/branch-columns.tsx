import { useSignal } from "@preact/signals";
import { branchOf } from "../../protocol/action.ts";
import { describePolicy } from "../../protocol/policy.ts";
import { visible } from "../model/columns.ts";
import { countInstructions } from "../model/inspected-tables.ts";
import { readAfter } from "../model/inspections.ts";
import type { Page } from "../model/page.ts";
import { currentSnapshot, lastAnswered, previousSnapshot, stepsOf, underWay } from "../model/timeline.ts";
import { BranchRegion } from "./branch-region.tsx";
import { layRows } from "./frame-rows.ts";
import { ObjectsPane } from "./objects-pane.tsx";
import { RowNames } from "./row-names.tsx";
import { TableTitle } from "./table-title.tsx";
import { useTables } from "./use-tables.ts";
import { useWantedColumn } from "./wanted-column.ts";

/**
 * The branches side by side: what they share runs across, what is their own stays in its column. Those that are collapsed
 * are left out.
 */
export function BranchColumns({ page }: { readonly page: Page }) {
  const { playground, columns, settings } = page;
  const timeline = playground.shown.value;
  const all = currentSnapshot(timeline);
  const now = visible(all, columns.collapsed.value);
  const isNewest = playground.moment.value === playground.timeline.value.length;
  const read = readAfter(stepsOf(timeline), playground.inspections, isNewest);
  const tables = useTables({
    now,
    before: previousSnapshot(timeline),
    read,
    isWhole: settings.wholeBytecode.value,
  });
  const plan = layRows(tables, settings.folded.value);
  const wrap = useSignal(false);
  const entry = underWay(timeline);
  const acting = entry && branchOf(entry.action);
  const count = now.branches.length;
  useWantedColumn(columns);
  if (count === 0)
    return <p class="welcome">All branches are collapsed. The fork tree expands them again.</p>;
  return (
    <>
      <div class="frames" data-wrap={wrap.value} style={{ "--count": count, "--rows": plan.rows }}>
        <RowNames
          plan={plan}
          title={(placed) => (
            <TableTitle placed={placed} settings={settings} instructions={countInstructions(read.now)} />
          )}
        >
          <button
            type="button"
            class="plain policy-chip"
            title="What becomes of what a frame refers to when it is cloned"
            aria-label={`Policy: ${describePolicy(playground.policy.value)}`}
            onClick={() => {
              page.cloned.value = null;
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
          {count < all.branches.length && (
            <small class="of-branches">
              {count} of {all.branches.length} branches
            </small>
          )}
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
            report={read.now?.branches.find(({ name }) => name === branch.name)?.report ?? []}
            onPolicy={() => {
              page.cloned.value = branch.name;
              page.dialog.value = "policy";
            }}
          />
        ))}
      </div>
      <ObjectsPane page={page} />
    </>
  );
}
