import { totalsOf } from "../result.ts";
import type { Reporter } from "./reporter.ts";

/**
 * One JSON object a line and action: `experiment`, `python`, `index` (from 0), `action`, `outcome`, `stdout`, `digest`,
 * and `expected` where it differs. Where there was no interpreter, a line says so in `failure`. The last line has the
 * totals.
 */
export const json: Reporter = {
  begin: () => "",
  tell: ({ target, results }) =>
    results
      .flatMap(({ python, done, failure }) => [
        ...done.map(({ index, action, step: { outcome, stdout, digest }, expected, differs }) => ({
          experiment: target.name,
          python: python.name,
          index,
          action,
          outcome,
          stdout,
          digest,
          ...(differs ? { expected } : {}),
        })),
        ...(failure === undefined ? [] : [{ experiment: target.name, python: python.name, failure }]),
      ])
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
  end: (reports) => `${JSON.stringify({ totals: totalsOf(reports) })}\n`,
};
