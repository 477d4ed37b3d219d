import { actionInWords } from "../../script/words.ts";
import type { Done, Report, Result } from "../result.ts";
import type { Reporter } from "./reporter.ts";
import { bothInWords } from "./words.ts";

/** TAP 14 (https://testanything.org/tap-version-14-specification.html): an experiment on a Python is a subtest. */
export function tap(): Reporter {
  let number = 0;
  return {
    begin: () => "TAP version 14\n",
    tell: (report) =>
      report.results
        .map((result) => {
          number += 1;
          return subtest(report, result, number);
        })
        .join(""),
    end: () => `1..${number}\n`,
  };
}

function subtest(report: Report, { python, done, status, failure }: Result, number: number): string {
  const name = escaped(`${report.target.name} on ${python.name}`);
  const points = [`# Subtest: ${name}`, ...done.flatMap(point), `1..${done.length}`];
  const verdict = status === "differs" ? "not ok" : "ok";
  const skipped = status === "unchecked" ? " # SKIP nothing is expected of it" : "";
  const why = failure === undefined ? [] : ["  ---", `  message: ${JSON.stringify(failure)}`, "  ..."];
  return [
    ...points.map((line) => `    ${line}`),
    `${verdict} ${number} - ${name}${skipped}`,
    ...why,
    "",
  ].join("\n");
}

function point({ index, action, step, expected, differs }: Done): readonly string[] {
  const line = `${differs ? "not ok" : "ok"} ${index + 1} - ${escaped(actionInWords(action))}`;
  if (!differs) return [line];
  const [wanted, got] = bothInWords(expected, { ...step.outcome, digest: step.digest });
  // JSON strings are YAML, too.
  return [line, "  ---", `  expected: ${JSON.stringify(wanted)}`, `  got: ${JSON.stringify(got)}`, "  ..."];
}

/** A number sign would begin a directive. */
const escaped = (text: string): string => text.replace(/[\\#]/g, "\\$&").replace(/[\r\n]+/g, " ");
