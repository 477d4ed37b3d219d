import { actionInWords } from "../../script/words.ts";
import { wrapped } from "../../script/wrapping.ts";
import type { Done, Report } from "../result.ts";
import type { Style } from "./reporter.ts";
import { padded, paint } from "./text.ts";

/** Texts that say as much without their kind. */
const SPEAKS_FOR_ITSELF = new Set(["started", "cloned", "closed", "dropped"]);

/** An action on all Pythons, in their order. */
type Row = readonly Done[];

/** Neighbouring Pythons on which the same came of an action. */
interface Cell {
  readonly text: string;
  readonly span: number;
  readonly differs: boolean;
}

/** How far the columns reach, in characters. */
interface Widths {
  readonly action: number;
  readonly pythons: readonly number[];
}

const MOST_ACTION = 30;
const MOST_CELL = 40;
const LEAST_CELL = 6;
/** Beyond these many lines a text goes no further; the JSON reporter has all of it. */
const MOST_LINES = 8;
const BAR = " │ ";
/** The mark and the number. */
const MARGIN = 6;

/**
 * One table, action by Python. Where the same came on neighbouring Pythons, it is one cell across them. Behind it, where
 * pictures of the branches differ, is a letter for each Python: the same letter, the same snapshot.
 */
export function table(report: Report, style: Style): string {
  const results = report.results.filter(({ failure }) => failure === undefined);
  const [first] = results;
  if (first === undefined) return "";
  const rows = first.done.map((_, index): Row => results.flatMap(({ done }) => done[index] ?? []));
  const letters = rows.map(lettersOf);
  const hasLetters = letters.some((each) => each !== "");
  const room = style.width - MARGIN - (hasLetters ? BAR.length + Math.max(results.length, SAME.length) : 0);
  const widths = widthsOf(
    rows,
    results.map(({ python }) => python.name),
    room,
  );

  const heads = results.map(({ python }, column) => padded(python.name, widths.pythons[column] ?? 0));
  const head = [padded("", MARGIN + widths.action), ...heads, ...(hasLetters ? [SAME] : [])].join(BAR);
  const lines = [
    paint(style, "dim", head.trimEnd()),
    ...rows.map((row, index) => rowInWords(row, letters[index] ?? "", widths, style)),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

const SAME = "snapshot";

function cellsOf(row: Row): readonly Cell[] {
  const cells: Cell[] = [];
  for (const { step, differs } of row) {
    const { kind, text: said } = step.outcome;
    const text = SPEAKS_FOR_ITSELF.has(kind) ? said : `${kind} ${said}`;
    const last = cells.at(-1);
    if (last?.text === text)
      cells[cells.length - 1] = { text, span: last.span + 1, differs: last.differs || differs };
    else cells.push({ text, span: 1, differs });
  }
  return cells;
}

/** A letter for each Python, the same where the digests are; nothing where all are the same. */
function lettersOf(row: Row): string {
  const digests = [...new Set(row.map(({ step }) => step.digest))];
  if (digests.length < 2) return "";
  return row.map(({ step }) => String.fromCodePoint(97 + digests.indexOf(step.digest))).join("");
}

/** Gives each column what its texts want, as far as there is room for all. */
function widthsOf(rows: readonly Row[], names: readonly string[], room: number): Widths {
  const actions = rows.map((row) => row.map(({ action }) => actionInWords(action).length)[0] ?? 0);
  const action = Math.min(MOST_ACTION, Math.max(LEAST_CELL, ...actions));
  const wanted = names.map((name) => Math.max(LEAST_CELL, name.length));
  for (const row of rows) {
    let column = 0;
    for (const { text, span } of cellsOf(row)) {
      const share = Math.min(MOST_CELL, Math.ceil((text.length - BAR.length * (span - 1)) / span));
      for (const end = column + span; column < end; column++) {
        wanted[column] = Math.max(wanted[column] ?? 0, share);
      }
    }
  }
  const left = room - action - BAR.length * names.length;
  const sum = wanted.reduce((total, width) => total + width, 0);
  if (sum <= left) return { action, pythons: wanted };
  const least = names.map((name) => Math.max(LEAST_CELL, name.length));
  const spare = Math.max(0, left - least.reduce((total, width) => total + width, 0));
  const excess = wanted.map((width, column) => width - (least[column] ?? 0));
  const allExcess = excess.reduce((total, width) => total + width, 0);
  const pythons = least.map(
    (width, column) => width + Math.floor((spare * (excess[column] ?? 0)) / allExcess),
  );
  return { action, pythons };
}

function rowInWords(row: Row, letters: string, widths: Widths, style: Style): string {
  const [first] = row;
  if (first === undefined) return "";
  const cells = cellsOf(row);
  const isWrong = row.some(({ differs }) => differs);
  const mark = isWrong ? "✗" : cells.length > 1 ? "≠" : " ";
  const margin = `${mark} ${String(first.index + 1).padStart(3)} `;

  let column = 0;
  const columns = cells.map(({ text, span, differs }) => {
    const across = widths.pythons.slice(column, column + span);
    column += span;
    const width = across.reduce((total, each) => total + each, 0) + BAR.length * (span - 1);
    return { width, differs, lines: wrapped(text, width, MOST_LINES) };
  });
  const action = wrapped(actionInWords(first.action), widths.action, MOST_LINES);
  const height = Math.max(action.length, ...columns.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = columns.map(({ width, lines, differs }) => {
      const text = padded(lines[line] ?? "", width);
      return differs ? paint(style, "red", text) : cells.length > 1 ? paint(style, "yellow", text) : text;
    });
    const begin = (line === 0 ? margin : " ".repeat(MARGIN)) + padded(action[line] ?? "", widths.action);
    return [begin, ...parts, ...(letters === "" || line > 0 ? [] : [letters])].join(BAR).trimEnd();
  }).join("\n");
}
