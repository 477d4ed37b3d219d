import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Row, TableName } from "../model/comparison.ts";
import type { Settings } from "../model/settings.ts";
import type { PlacedTable, RowPlan } from "./frame-rows.ts";

/**
 * The names of tables and rows, once, left of all branches. The names are for the eye only: every table has its own
 * caption and row headers, which screen readers use. Beside them is what puts tables away.
 */
export function RowNames(props: {
  readonly plan: RowPlan;
  readonly settings: Settings;
  /** How many instructions there are in all. */
  readonly instructions: number;
  /** What stands in the corner beside the branches' heads. */
  readonly children: ComponentChildren;
}) {
  const { plan, settings, instructions, children } = props;
  return (
    <div class="row-names">
      <div class="row-names-head">{children}</div>
      {plan.tables.map((placed) => (
        <div
          key={placed.table.name}
          class="names-of-table"
          style={{ "--row": placed.start, "--span": placed.span }}
        >
          <div class="table-name">
            {placed.table.name === "Bytecode" && !placed.isFolded && (
              <WholeBytecode settings={settings} count={instructions} />
            )}
            <FoldButton name={placed.table.name} settings={settings} />
          </div>
          <Names placed={placed} />
        </div>
      ))}
      <div class="table-name of-outcome" aria-hidden="true" style={{ "--row": plan.outcome }}>
        Last outcome
      </div>
    </div>
  );
}

/** A table's name, which puts its rows away and brings them back. */
function FoldButton({ name, settings }: { readonly name: TableName; readonly settings: Settings }) {
  const folded = settings.folded.value;
  const isFolded = folded.has(name);
  return (
    <button
      type="button"
      class="plain fold"
      aria-expanded={!isFolded}
      aria-label={`Rows of ${name}`}
      onClick={() => {
        const others = [...folded].filter((other) => other !== name);
        settings.folded.value = new Set(isFolded ? others : [...others, name]);
      }}
    >
      {name}
    </button>
  );
}

/** Between the instructions around the branches, and all. */
function WholeBytecode({ settings, count }: { readonly settings: Settings; readonly count: number }) {
  const isWhole = settings.wholeBytecode.value;
  return (
    <button
      type="button"
      class="plain whole"
      aria-pressed={isWhole}
      aria-label={`All ${count} instructions`}
      onClick={() => {
        settings.wholeBytecode.value = !isWhole;
      }}
    >
      {isWhole ? "fewer" : `all ${count}`}
    </button>
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
