import type { Table, TableName } from "../model/comparison.ts";

/** A table's place in the grid that all branches share. Grid lines count from 1. */
export interface PlacedTable {
  readonly table: Table;
  /** Its first grid row: the title's, or, where no branch has anything to show, the only one. */
  readonly start: number;
  readonly span: number;
  /** Whether its rows are put away. */
  readonly isFolded: boolean;
}

export interface RowPlan {
  readonly tables: readonly PlacedTable[];
  /** The grid row of the last outcomes. */
  readonly outcome: number;
  readonly rows: number;
}

/** Gives every table the same rows in every branch: one for its title, one for each of its rows that is not put away. */
export function layRows(tables: readonly Table[], folded: ReadonlySet<TableName> = new Set()): RowPlan {
  const placed: PlacedTable[] = [];
  let next = 3; // after the heads and the last outcomes
  for (const table of tables) {
    const isFolded = folded.has(table.name);
    const shown = isFolded ? { ...table, rows: [] } : table;
    const span = shown.rows.length === 0 ? 1 : shown.rows.length + 1;
    placed.push({ table: shown, start: next, span, isFolded });
    next += span;
  }
  return { tables: placed, outcome: 2, rows: next - 1 };
}
