import { useMemo } from "preact/hooks";
import type { Snapshot } from "../../protocol/snapshot.ts";
import { compare, type Table } from "../model/comparison.ts";
import { compareInspected, joined } from "../model/inspected-tables.ts";
import type { Read } from "../model/inspections.ts";
import { useUnchanged } from "./use-unchanged.ts";

/** What tables are made of: the branches in view, those before the last action, and what was read of their insides. */
export interface Looked {
  readonly now: Snapshot;
  readonly before: Snapshot;
  readonly read: Read;
  /** Whether all instructions are shown. */
  readonly isWhole: boolean;
}

/**
 * The tables of all branches. The parts that are as they were at the last drawing are the same ones, and what was not
 * looked at anew is not lined up anew.
 */
export function useTables({ now, before, read, isWhole }: Looked): readonly Table[] {
  const names = useUnchanged(now.branches.map(({ name }) => name));
  const slots = useMemo(() => compare(now, before), [now, before]);
  const inspected = useMemo(
    () => compareInspected(names, read.now, read.before, isWhole),
    [names, read.now, read.before, isWhole],
  );
  return useUnchanged(useMemo(() => joined(slots, inspected), [slots, inspected]));
}
