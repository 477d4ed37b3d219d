import type { Report, Result } from "../result.ts";
import { totalsOf } from "../result.ts";
import type { Reporter, Style } from "./reporter.ts";
import { differenceInWords } from "./side-by-side.ts";
import { table } from "./table.ts";
import { paint } from "./text.ts";
import { counted, nameOf, totalsInWords } from "./words.ts";

/** For people: a line an experiment, or on several Pythons a table, and below it whatever differs. */
export const pretty = (style: Style): Reporter => ({
  begin: () => "",
  tell: (report) =>
    report.results.length > 1
      ? many(report, style)
      : report.results.map((result) => one(report, result, style)).join(""),
  end: (reports) => `${paint(style, "bold", totalsInWords(totalsOf(reports)))}\n`,
});

/** The line of an experiment on one Python and its differences alone, which is all that is told in short. */
export function one(report: Report, result: Result, style: Style): string {
  const name = `${markOf(result, style)} ${nameOf(report)}, ${result.python.name}`;
  return `${name}${verdictOf(report, result)}\n${differences(result, style)}`;
}

function verdictOf({ recorded }: Report, result: Result): string {
  if (result.failure !== undefined) return `: ${result.failure}`;
  if (result.status === "differs") return `: ${countOf(result)} of ${counted(result.done.length, "action")}`;
  if (result.status === "unchecked") return `: ${UNCHECKED}`;
  return recorded === undefined ? "" : `: ${recordedInWords(recorded)}`;
}

function many(report: Report, style: Style): string {
  const { results, recorded } = report;
  const parts = [`${paint(style, "bold", nameOf(report))}\n`, table(report, style)];
  for (const result of results.filter(({ status }) => status === "differs")) {
    const why = result.failure ?? "not as expected";
    parts.push(`${markOf(result, style)} ${result.python.name}: ${why}\n`, differences(result, style));
  }
  if (recorded !== undefined) parts.push(`${recordedInWords(recorded)}\n`);
  else if (results.every(({ status }) => status === "unchecked")) parts.push(`${UNCHECKED}\n`);
  return `${parts.join("")}\n`;
}

const UNCHECKED = "not checked, as nothing is expected of it";

const countOf = ({ done }: Result): number => done.filter(({ differs }) => differs).length;

const differences = ({ done }: Result, style: Style): string =>
  done
    .filter(({ differs }) => differs)
    .map((each) => `${differenceInWords(each, style)}\n`)
    .join("");

const recordedInWords = (count: number): string =>
  count === 0
    ? "nothing new to record"
    : `recorded, ${count} ${count === 1 ? "outcome is" : "outcomes are"} new`;

function markOf({ status }: Result, style: Style): string {
  switch (status) {
    case "passed":
      return paint(style, "green", "✓");
    case "differs":
      return paint(style, "red", "✗");
    case "unchecked":
      return paint(style, "yellow", "?");
  }
}
