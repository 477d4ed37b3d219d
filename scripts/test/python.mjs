import { inParallel } from "../parallel.mjs";
import { inRepository, ROOT } from "../paths.mjs";
import { run } from "../process.mjs";
import { findInterpreters, PYODIDES, VERSIONS } from "./interpreters.mjs";
import { failed, passed, skipped, skippedIn, sum } from "./tally.mjs";

/** Seconds that all Python tests may take on one interpreter. */
const DEADLINE = 600;

/** @typedef {import("../process.mjs").Ended} Ended */

/** @typedef {{ readonly test: string, readonly detail: string }} Told */

/**
 * The last line of python/tests/run.py, as far as it is read here.
 * @typedef {object} Report
 * @property {number} run
 * @property {number} passed a test with failing subtests has not passed, and has a failure for each of them
 * @property {readonly Told[]} failures
 * @property {readonly Told[]} skips
 */

/** Reads the report, the last line of stdout; `undefined` where the interpreter died before it. */
const readReport = (/** @type {Ended} */ result) => {
  const line = result.stdout.trimEnd().split("\n").at(-1) ?? "";
  try {
    const report = /** @type {Report} */ (JSON.parse(line));
    return typeof report.run === "number" ? report : undefined;
  } catch {
    return undefined;
  }
};

/**
 * An interpreter to run the tests on; without `start` it is skipped, for the reason that `without` gives.
 * @typedef {{ readonly name: string, readonly start?: () => Promise<Ended>, readonly without?: string }} Candidate
 */

/**
 * What a run of python/tests/run.py came to.
 * @param {string} name of the interpreter
 * @param {Ended} result
 */
const tallyRun = (name, result) => {
  const report = readReport(result);
  if (!report || result.ended !== "exit") {
    return failed(`${name} crashed (${result.how})`, result.output.split("\n").slice(-60).join("\n"));
  }
  if (report.run === 0) return failed(name, "There is no test under python/tests.");
  return sum([
    passed(report.passed),
    ...report.failures.map(({ test, detail }) => failed(`${name}: ${test}`, detail)),
    ...skipsByReason(name, report.skips),
  ]);
};

/** One line a reason: most are about a whole family of tests, such as those of newer syntax. */
const skipsByReason = (/** @type {string} */ name, /** @type {readonly Told[]} */ skips) => {
  /** @type {Map<string, string[]>} */
  const tests = new Map();
  for (const { test, detail } of skips) tests.set(detail, [...(tests.get(detail) ?? []), test]);
  return [...tests].map(([reason, [first, ...others]]) =>
    skipped(`${name}: ${reason}: ${first}${others.length > 0 ? ", …" : ""}`, 1 + others.length),
  );
};

/** Runs the tests on all candidates, as many at a time as there are cores, and makes one table of it. */
const testOnAll = async (/** @type {readonly Candidate[]} */ candidates) => {
  const rows = await inParallel(
    candidates,
    async ({ name, start, without = "not found on this machine" }) => {
      if (!start) return { name, tally: skipped(`${name}: ${without}`), seconds: 0 };
      const begun = performance.now();
      const tally = tallyRun(name, await start());
      return { name, tally, seconds: (performance.now() - begun) / 1000 };
    },
  );
  return { ...sum(rows.map(({ tally }) => tally)), table: rows.map(rowInWords).join("\n") };
};

const rowInWords = (
  /** @type {{ name: string, tally: import("./tally.mjs").Tally, seconds: number }} */ {
    name,
    tally,
    seconds,
  },
) => {
  const count = (/** @type {number} */ n, /** @type {string} */ word) => `${String(n).padStart(5)} ${word}`;
  const counts = `${count(tally.passed, "passed")}${count(tally.failures.length, "failed")}${count(skippedIn(tally), "skipped")}`;
  return `  ${name.padEnd(16)}${seconds > 0 ? `${counts}${seconds.toFixed(0).padStart(5)} s` : "    skipped"}`;
};

/** The Python tests on every CPython that is found. */
export const pythonNative = async () => {
  const found = await findInterpreters();
  return testOnAll(VERSIONS.map((version) => nativeCandidate(version, found.get(version))));
};

/**
 * @param {string} version
 * @param {import("./interpreters.mjs").Found | undefined} interpreter
 * @returns {Candidate}
 */
const nativeCandidate = (version, interpreter) => {
  if (!interpreter) return { name: `CPython ${version}` };
  const args = ["-X", "faulthandler", inRepository("python", "tests", "run.py")];
  const env = {
    PYTHONPATH: inRepository("python", "src"),
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONHASHSEED: "0",
  };
  const start = () => run(interpreter.path, args, { cwd: ROOT, deadline: DEADLINE, env });
  return { name: `CPython ${interpreter.full}`, start };
};

/**
 * The Python tests inside Pyodide: inside every one where `THOROUGH` is 1 or there are no CPythons, else those that this
 * machine has not run natively.
 */
export const pythonInPyodide = async () => {
  const found = process.env.THOROUGH === "1" ? new Map() : await findInterpreters();
  return testOnAll(
    PYODIDES.map(({ version }) => {
      const name = `Pyodide ${version}`;
      const native = found.get(version);
      if (native) {
        return { name, without: `its tests ran on CPython ${native.full}; THOROUGH=1 runs both` };
      }
      const args = [inRepository("scripts", "python-in-pyodide.mjs"), version];
      return { name, start: () => run(process.execPath, args, { cwd: ROOT, deadline: DEADLINE }) };
    }),
  );
};
