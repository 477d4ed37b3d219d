import type { Action } from "../../protocol/action.ts";
import type { Step } from "../../protocol/engine.ts";
import type { Branch, Snapshot } from "../../protocol/snapshot.ts";
import { lineUp, SLOT_TABLES, SLOTS, type SlotTableName } from "./comparison.ts";
import { type Line, type Lines, slotLines } from "./lines.ts";
import { withoutOrdinals } from "./ordinals.ts";
import { describeOutcome } from "./wording.ts";

/** One of each Python, in their order. */
export type Pair<T> = readonly [T, T];

/** In what two Pythons can differ after an action. */
export type Difference = "outcome" | "output" | "snapshot";

/** An action on both Pythons. A step is null where a Python has not come that far. */
export interface ComparedAction {
  readonly action: Action;
  readonly steps: Pair<Step | null>;
  /** Empty where both are the same, and as long as there are not both. */
  readonly differences: readonly Difference[];
}

/** A text of each Python; null where one has nothing of the kind. */
export interface ComparedRow {
  /** Unique in its table. */
  readonly key: string;
  readonly name: string;
  /** 0 for a slot, more for what the object in the row above is made of. */
  readonly depth: number;
  readonly cells: Pair<ComparedCell | null>;
  readonly differs: boolean;
}

export interface ComparedCell {
  readonly text: string;
  readonly role: string | null;
  readonly type: string | null;
  readonly unset: boolean;
}

export interface ComparedTable {
  readonly name: "Outcome" | "Place" | SlotTableName;
  /** Empty where neither Python has any. */
  readonly rows: readonly ComparedRow[];
}

/** A branch in the snapshots of both Pythons. */
export interface ComparedBranch {
  readonly name: string;
  readonly call: string;
  /** Whether there is such a branch. */
  readonly isThere: Pair<boolean>;
  readonly tables: readonly ComparedTable[];
}

/**
 * Lines up what two Pythons made of the same actions. Between two interpreters no object is the same: texts count.
 * What is as it was in `before` is not compared again.
 */
export function compareRuns(
  actions: readonly Action[],
  first: readonly Step[],
  second: readonly Step[],
  before: readonly ComparedAction[] = [],
): readonly ComparedAction[] {
  return actions.map((action, index) => {
    const steps: Pair<Step | null> = [first[index] ?? null, second[index] ?? null];
    const was = before[index];
    if (was?.action === action && was.steps[0] === steps[0] && was.steps[1] === steps[1]) return was;
    return { action, steps, differences: differencesOf(steps) };
  });
}

function differencesOf([first, second]: Pair<Step | null>): readonly Difference[] {
  if (first === null || second === null) return [];
  const isSame: Record<Difference, boolean> = {
    outcome:
      first.outcome.kind === second.outcome.kind &&
      sameText(describeOutcome(first.outcome), describeOutcome(second.outcome)),
    output: sameText(first.stdout, second.stdout) && sameText(first.stderr, second.stderr),
    snapshot: !compareSnapshots(first.snapshot, second.snapshot).some(isOtherwise),
  };
  return DIFFERENCES.filter((difference) => !isSame[difference]);
}

const DIFFERENCES = ["outcome", "output", "snapshot"] as const satisfies readonly Difference[];

/** Whether anything about a branch differs. */
export const isOtherwise = ({ tables }: ComparedBranch): boolean =>
  tables.some(({ rows }) => rows.some(({ differs }) => differs));

/** The branches of both snapshots, each once: the first one's in their order, then what only the second has. */
export function compareSnapshots(first: Snapshot, second: Snapshot): readonly ComparedBranch[] {
  const names = new Set([...first.branches, ...second.branches].map(({ name }) => name));
  return [...names].map((name) => {
    const find = ({ branches }: Snapshot) => branches.find((branch) => branch.name === name) ?? null;
    const branches: Pair<Branch | null> = [find(first), find(second)];
    return {
      name,
      call: branches[0]?.call ?? branches[1]?.call ?? "",
      isThere: [branches[0] !== null, branches[1] !== null],
      tables: [
        { name: "Place", rows: placeRows(branches) },
        ...SLOT_TABLES.map((table) => ({ name: table, rows: slotRows(table, branches, [first, second]) })),
      ],
    };
  });
}

/** All that an action came to, but for the snapshots. What nothing was printed to is left out. */
export function compareOutcomes(steps: Pair<Step>): ComparedTable {
  const row = (name: string, say: (step: Step) => string): ComparedRow =>
    textRow(name, [say(steps[0]), say(steps[1])]);
  const rows = [
    row("outcome", ({ outcome }) => describeOutcome(outcome)),
    row("stdout", ({ stdout }) => stdout),
    row("stderr", ({ stderr }) => stderr),
  ];
  return { name: "Outcome", rows: rows.filter(({ cells }) => cells.some((cell) => cell?.text !== "")) };
}

/** Where a branch is. */
function placeRows([first, second]: Pair<Branch | null>): readonly ComparedRow[] {
  const row = (name: string, say: (branch: Branch) => string): ComparedRow =>
    textRow(name, [first && say(first), second && say(second)]);
  return [row("status", ({ status }) => status), row("line", ({ line }) => String(line ?? "none"))];
}

function textRow(name: string, [first, second]: Pair<string | null>): ComparedRow {
  const cell = (text: string | null): ComparedCell | null =>
    text === null ? null : { text, role: null, type: null, unset: false };
  return comparedRow({ key: name, name, depth: 0 }, [cell(first), cell(second)]);
}

function slotRows(
  name: SlotTableName,
  [first, second]: Pair<Branch | null>,
  snapshots: Pair<Snapshot>,
): readonly ComparedRow[] {
  const linesOf = (branch: Branch | null, snapshot: Snapshot): Lines =>
    branch === null ? new Map() : slotLines(SLOTS[name](branch), snapshot);
  const columns: Pair<Lines> = [linesOf(first, snapshots[0]), linesOf(second, snapshots[1])];
  return lineUp(name, [], columns, []).rows.map((row) =>
    comparedRow(row, [cellOf(columns[0].get(row.key)), cellOf(columns[1].get(row.key))]),
  );
}

const cellOf = (line: Line | undefined): ComparedCell | null =>
  line === undefined ? null : { text: line.text, role: line.role, type: line.type, unset: line.unset };

const comparedRow = (
  { key, name, depth }: Pick<ComparedRow, "key" | "name" | "depth">,
  cells: Pair<ComparedCell | null>,
): ComparedRow => ({ key, name, depth, cells, differs: !sameCell(...cells) });

const sameCell = (a: ComparedCell | null, b: ComparedCell | null): boolean =>
  a === null || b === null ? a === b : sameText(a.text, b.text) && a.role === b.role && a.unset === b.unset;

const sameText = (a: string, b: string): boolean => withoutOrdinals(a) === withoutOrdinals(b);

/** How much came out otherwise, of the actions that both Pythons have played. */
export function summaryOf(actions: readonly ComparedAction[]): string {
  const compared = actions.filter(({ steps }) => !steps.includes(null));
  const otherwise = compared.filter(({ differences }) => differences.includes("outcome")).length;
  const besides = compared.filter(({ differences }) => differences.length > 0).length - otherwise;
  const all = `${compared.length} ${compared.length === 1 ? "action" : "actions"}`;
  const said = `${otherwise} of ${all} came out otherwise`;
  return besides === 0 ? said : `${said}; after ${besides} more the snapshot or the output differs`;
}

/** Which action to look at first: one that came out otherwise, else one that differs, else the last. Null where none is. */
export function worthShowing(actions: readonly ComparedAction[]): number | null {
  const outcome = actions.findIndex(({ differences }) => differences.includes("outcome"));
  const any = actions.findIndex(({ differences }) => differences.length > 0);
  const last = actions.findLastIndex(({ steps }) => !steps.includes(null));
  return [outcome, any, last].find((index) => index >= 0) ?? null;
}

/** The version to set beside another: the one farthest from it. */
export const farthestFrom = (python: string, pythons: readonly string[]): string => {
  const at = pythons.indexOf(python);
  const distance = (other: string) => Math.abs(pythons.indexOf(other) - at);
  return pythons.reduce((best, other) => (distance(other) > distance(best) ? other : best), python);
};
