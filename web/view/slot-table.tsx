import type { Reading, Row, Table, TableName, Tie } from "../model/comparison.ts";
import type { Identity } from "../model/lines.ts";
import { lightsOf } from "../model/spotlight.ts";
import type { PlacedTable } from "./frame-rows.ts";
import { RowName } from "./row-names.tsx";
import { unlessChanged } from "./unless-changed.tsx";

const NOTHING: Record<TableName, string> = {
  Locals: "no locals",
  Cells: "no cells",
  "Value stack": "empty",
  "Exception state": "no exception being handled",
  Delegates: "waits for no other",
  Frame: "not read",
  Bytecode: "not read",
  Memory: "not read",
};

/** One of a branch's tables. Its rows lie on the grid rows that the other branches' tables use, too. */
export function SlotTable({ placed, column }: { readonly placed: PlacedTable; readonly column: number }) {
  const { table, start, span, isFolded } = placed;
  return (
    <table class="slots" data-table={table.name} style={{ "--row": start, "--span": span }}>
      <caption>{table.name}</caption>
      <SlotRows table={table} column={column} isFolded={isFolded} />
    </table>
  );
}

/** With all tables open there are hundreds of them, of which an action changes a few. */
const SlotRows = unlessChanged(
  (props: { readonly table: Table; readonly column: number; readonly isFolded: boolean }) => {
    const { table, column, isFolded } = props;
    const rows = table.rows.flatMap((row, index) => {
      const reading = row.readings[column];
      return reading === undefined || reading === null ? [] : [{ row, reading, at: index + 2 }];
    });
    const first = rows.findIndex(
      ({ reading: { identity } }) => identity.is === "object" || identity.is === "cell",
    );
    return (
      <tbody>
        {rows.map(({ row, reading, at }, index) => (
          <SlotRow key={row.key} row={row} reading={reading} at={at} isFirst={index === first} />
        ))}
        {rows.length === 0 && (
          <tr style={{ "--row": table.rows.length === 0 ? 1 : 2 }}>
            <td class="nothing">{isFolded ? "folded" : NOTHING[table.name]}</td>
          </tr>
        )}
      </tbody>
    );
  },
);

function SlotRow(props: {
  readonly row: Row;
  readonly reading: Reading;
  readonly at: number;
  readonly isFirst: boolean;
}) {
  const { row, reading, at, isFirst } = props;
  const { tie } = reading;
  return (
    <tr
      style={{ "--row": at }}
      data-tie={tie.is}
      data-before={tie.is === "same" && tie.before}
      data-after={tie.is === "same" && tie.after}
      data-unset={reading.unset}
      data-changed={reading.changed}
      data-lights={lightsOf(reading.identity, row.line)}
      aria-current={reading.isCurrent ? "true" : undefined}
    >
      <th scope="row" data-depth={row.depth}>
        <RowName row={row} />
      </th>
      <td class="value" title={[reading.type, reading.text, reading.meaning].filter(Boolean).join("\n")}>
        <bdi class={reading.unset ? "unset" : ""}>{reading.text}</bdi>
        {reading.meaning !== "" && (
          <span class="meaning">
            <span class="dot"> · </span>
            {reading.meaning}
          </span>
        )}
        {reading.changed && <span class="unseen"> (changed)</span>}
      </td>
      <td class="identity">
        <IdentityText identity={reading.identity} isFirst={isFirst} />
        <TieText tie={tie} />
      </td>
    </tr>
  );
}

/** The badge of an object or a cell. Of a table's badges the first is a stop for the Tab key, and arrows lead on. */
function IdentityText({ identity, isFirst }: { readonly identity: Identity; readonly isFirst: boolean }) {
  switch (identity.is) {
    case "none":
    case "word":
      return null;
    case "object":
    case "cell":
      return (
        <button type="button" class="ordinal" title="Where else it is" tabIndex={isFirst ? 0 : -1}>
          {identity.is === "cell" && "cell "}#{identity.id}
        </button>
      );
  }
}

/** Says in words what the band and the tint show. Where no band can run, the words say with whom. */
function TieText({ tie }: { readonly tie: Tie }) {
  switch (tie.is) {
    case "none":
      return null;
    case "own":
      return <span class="tie"> own</span>;
    case "same":
      return (
        <span class="tie" title={`same object as in ${tie.with.join(", ")}`}>
          {" "}
          same<span class="object"> object</span>
          {!tie.before && !tie.after && ` as ${tie.with.join(", ")}`}
        </span>
      );
  }
}
