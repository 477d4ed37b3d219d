import { availableParallelism } from "node:os";
import { fuzz } from "../fuzz/fuzz.mjs";
import { explain, titleOf } from "../fuzz/words.mjs";
import { choosePythons } from "../pythons.mjs";
import { failed, passed, sum } from "./tally.mjs";

/**
 * The same few programs each time, so that a failure is the change's and not the day's; `npm run fuzz` looks for new
 * ones. From 3.14 on `clone` refuses the iterators of itertools, so these programs have none.
 */
const PROGRAMS = { seed: 1, programs: 30, flavours: "generator,coroutine" };

/** Random programs on every Python: one check a program. */
export const fuzzing = async () => {
  /** @type {import("./tally.mjs").Tally[]} */
  const failures = [];
  const reports = await fuzz({
    ...PROGRAMS,
    pythons: await choosePythons("all"),
    jobs: availableParallelism(),
    onFinding: async (finding) => {
      failures.push(failed(titleOf(finding), await explain(finding)));
    },
  });
  const fine = reports.map((report) => passed(report.programs - report.differences - report.crashes));
  const clones = reports.reduce((total, report) => total + report.clones, 0);
  return { ...sum([...fine, ...failures]), note: `${clones} clones` };
};
