import { useLayoutEffect } from "preact/hooks";
import type { Columns } from "../model/columns.ts";

/** The document's id of a branch's region. */
export const columnId = (branch: string): string => `branch-${branch}`;

/** The branch whose region an element is in; null where it is in none. */
export const branchOfColumn = (element: Element | null): string | null =>
  element?.closest("section.branch")?.id.replace(/^branch-/, "") ?? null;

/** Brings the column that is wanted into view once it is drawn, and gives its region the focus. */
export function useWantedColumn(columns: Columns): void {
  const wanted = columns.wanted.value;
  useLayoutEffect(() => {
    const column = wanted === null ? null : document.getElementById(columnId(wanted));
    if (column === null) return;
    columns.found();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    column.focus({ preventScroll: true });
    column.scrollIntoView({ behavior: isCalm ? "auto" : "smooth", block: "nearest", inline: "center" });
  }, [wanted]);
}
