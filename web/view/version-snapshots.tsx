import type { Hues } from "../model/palette.ts";
import {
  type ComparedAction,
  type ComparedBranch,
  type ComparedCell,
  type ComparedRow,
  type ComparedTable,
  compareOutcomes,
  compareSnapshots,
  type Pair,
} from "../model/version-comparison.ts";
import { describeWithBranch } from "../model/wording.ts";
import { BranchTag } from "./branch-tag.tsx";

/** All that both Pythons show after one action, slot by slot. */
export function VersionSnapshots(props: {
  readonly compared: ComparedAction;
  readonly index: number;
  readonly pythons: Pair<string>;
  readonly hues: Hues;
}) {
  const { compared, index, pythons, hues } = props;
  const [first, second] = compared.steps;
  const title = (
    <h3>
      After action {index + 1}: <bdi>{describeWithBranch(compared.action)}</bdi>
    </h3>
  );
  if (first === null || second === null) {
    return (
      <section class="version-snapshots" aria-label={`After action ${index + 1}`}>
        {title}
        <p class="soft">Both are shown once both have played it.</p>
      </section>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled has to be reached by the keyboard
    <section class="version-snapshots" aria-label={`After action ${index + 1}`} tabIndex={0}>
      {title}
      <table aria-label={`Snapshots after action ${index + 1}`}>
        <thead>
          <tr>
            <th scope="col">name</th>
            {pythons.map((python) => (
              <th key={python} scope="col">
                CPython {python}
              </th>
            ))}
          </tr>
        </thead>
        <Rows table={compareOutcomes([first, second])} label="Outcome" />
        {compareSnapshots(first.snapshot, second.snapshot).map((branch) => (
          <BranchRows key={branch.name} branch={branch} pythons={pythons} hues={hues} />
        ))}
      </table>
    </section>
  );
}

function BranchRows(props: {
  readonly branch: ComparedBranch;
  readonly pythons: Pair<string>;
  readonly hues: Hues;
}) {
  const { branch, pythons, hues } = props;
  const missing = pythons.filter((_, side) => branch.isThere[side] === false);
  return (
    <>
      <tbody>
        <tr class="of-branch">
          <th colSpan={3} scope="rowgroup">
            <div class="what">
              <BranchTag name={branch.name} hue={hues.get(branch.name) ?? 1} />
              <bdi>{branch.call}</bdi>
              {missing.map((python) => (
                <span key={python} class="unlike">
                  ≠ not on CPython {python}
                </span>
              ))}
            </div>
          </th>
        </tr>
      </tbody>
      {branch.tables
        .filter(({ rows }) => rows.length > 0)
        .map((table) => (
          <Rows key={table.name} table={table} label={`${branch.name}: ${table.name}`} />
        ))}
    </>
  );
}

/** One table of both Pythons. What is not about a slot needs no heading. */
function Rows({ table, label }: { readonly table: ComparedTable; readonly label: string }) {
  const isOfSlots = table.name !== "Outcome" && table.name !== "Place";
  return (
    <tbody aria-label={label}>
      {isOfSlots && (
        <tr class="of-table">
          <th colSpan={3} scope="rowgroup">
            {table.name}
          </th>
        </tr>
      )}
      {table.rows.map((row) => (
        <SlotRow key={row.key} row={row} />
      ))}
    </tbody>
  );
}

function SlotRow({ row }: { readonly row: ComparedRow }) {
  const roles = new Set(row.cells.flatMap((cell) => (cell === null ? [] : [cell.role])));
  const [role] = roles;
  return (
    <tr data-differs={row.differs}>
      <th scope="row" data-depth={row.depth}>
        {row.differs && <span class="unlike">≠ </span>}
        <bdi>{row.name}</bdi>
        {roles.size === 1 && role != null && <span class="role"> {role}</span>}
        {row.differs && <span class="unseen"> (differs)</span>}
      </th>
      {row.cells.map((cell, side) => (
        <td key={side} title={cell?.type ?? undefined}>
          <CellText cell={cell} hasRole={roles.size > 1} />
        </td>
      ))}
    </tr>
  );
}

function CellText({ cell, hasRole }: { readonly cell: ComparedCell | null; readonly hasRole: boolean }) {
  if (cell === null) return <span class="absent">not there</span>;
  return (
    <>
      <bdi class={cell.unset ? "absent" : ""}>{cell.text}</bdi>
      {hasRole && cell.role !== null && <span class="role"> {cell.role}</span>}
    </>
  );
}
