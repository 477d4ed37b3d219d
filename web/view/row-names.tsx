import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Row } from "../model/comparison.ts";
import type { PlacedTable, RowPlan } from "./frame-rows.ts";

/**
 * The names of tables and rows, once, left of all branches. The names are for the eye only: every table has its own
 * caption and row headers, which screen readers use.
 */
export function RowNames(props: {
  readonly plan: RowPlan;
  /** What stands over the names of a table's rows. */
  readonly title: (placed: PlacedTable) => ComponentChildren;
  /** What stands in the corner beside the branches' heads. */
  readonly children: ComponentChildren;
}) {
  const { plan, title, children } = props;
  return (
    <div class="row-names">
      <div class="row-names-head">{children}</div>
      <div class="table-name of-outcome" aria-hidden="true" style={{ "--row": plan.outcome }}>
        Last outcome
      </div>
      {plan.tables.map((placed) => (
        <div
          key={placed.table.name}
          class="names-of-table"
          data-table={placed.table.name}
          style={{ "--row": placed.start, "--span": placed.span }}
        >
          <div class="table-name">{title(placed)}</div>
          <Names placed={placed} />
        </div>
      ))}
    </div>
  );
}

function Names({ placed }: { readonly placed: PlacedTable }) {
  const { table } = placed;
  return useMemo(
    () => (
      <>
        {table.rows.map((row, index) => (
          <div
            key={row.key}
            class="row-name"
            aria-hidden="true"
            data-depth={row.depth}
            style={{ "--row": 2 + index }}
          >
            <RowName row={row} />
          </div>
        ))}
      </>
    ),
    [table],
  );
}

/** A slot's name and, for an entry of the value stack, what put it there. */
export function RowName({ row }: { readonly row: Row }) {
  return (
    <>
      <bdi
        class={row.role === null ? "slot-name" : "slot-name minor"}
        title={[row.name, row.hint].join("\n").trim()}
      >
        {row.name}
      </bdi>
      {row.role !== null && <span class="role"> {row.role}</span>}
    </>
  );
}
