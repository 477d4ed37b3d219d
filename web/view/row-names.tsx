import type { ComponentChildren } from "preact";
import type { Row } from "../model/comparison.ts";
import type { RowPlan } from "./frame-rows.ts";

/**
 * The names of tables and rows, once, left of all branches. For the eye only: every table has its own
 * caption and row headers, which screen readers use.
 */
export function RowNames(props: {
  readonly plan: RowPlan;
  /** What stands in the corner beside the branches' heads. */
  readonly children: ComponentChildren;
}) {
  const { plan, children } = props;
  return (
    <div class="row-names">
      <div class="row-names-head">{children}</div>
      {plan.tables.map(({ table, start }) => [
        <div key={table.name} class="table-name" aria-hidden="true" style={{ "--row": start }}>
          {table.name}
        </div>,
        ...table.rows.map((row, index) => (
          <div
            key={`${table.name} ${row.key}`}
            class="row-name"
            aria-hidden="true"
            data-depth={row.depth}
            style={{ "--row": start + 1 + index }}
          >
            <RowName row={row} />
          </div>
        )),
      ])}
      <div class="table-name of-outcome" aria-hidden="true" style={{ "--row": plan.outcome }}>
        Last outcome
      </div>
    </div>
  );
}

/** A slot's name and, for an entry of the value stack, what put it there. */
export function RowName({ row }: { readonly row: Row }) {
  return (
    <>
      <bdi class={row.role === null ? "slot-name" : "slot-name minor"} title={row.name}>
        {row.name}
      </bdi>
      {row.role !== null && <span class="role"> {row.role}</span>}
    </>
  );
}
