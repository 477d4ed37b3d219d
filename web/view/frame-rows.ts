import type { Table } from "../model/comparison.ts";

/** A table's place in the grid that all branches share. Grid lines count from 1. */
export interface PlacedTable {
  readonly table: Table;
  /** Its first grid row: the title's, or, where no branch has anything to show, the only one. */
  readonly start: number;
  readonly span: number;
}

export interface RowPlan {
  readonly tables: readonly PlacedTable[];
  /** The grid row of the last outcomes. */
  readonly outcome: number;
  readonly rows: number;
}

/** Gives every table the same rows in every branch: one for its title, one for each of its rows. */
export function layRows(tables: readonly Table[]): RowPlan {
  const placed: PlacedTable[] = [];
  let next = 2; // after the heads
  for (const table of tables) {
    const span = table.rows.length === 0 ? 1 : table.rows.length + 1;
    placed.push({ table, start: next, span });
    next += span;
  }
  return { tables: placed, outcome: next, rows: next };
}
