import { inRepository, ROOT } from "../paths.mjs";
import { run } from "../process.mjs";
import { findInterpreters, PYODIDES, VERSIONS } from "./interpreters.mjs";
import { failed, passed, skipped, sum } from "./tally.mjs";

/** Seconds that all Python tests may take on one interpreter. */
const DEADLINE = 300;

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
    ...report.skips.map(({ test, detail }) => skipped(`${name}: ${test}: ${detail}`)),
  ]);
};

/** Runs the tests on one native interpreter. */
const testOn = async (/** @type {import("./interpreters.mjs").Found} */ { full, path }) => {
  const result = await run(path, ["-X", "faulthandler", inRepository("python", "tests", "run.py")], {
    cwd: ROOT,
    deadline: DEADLINE,
    env: { PYTHONPATH: inRepository("python", "src"), PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" },
  });
  return { ...tallyRun(`CPython ${full}`, result), note: full };
};

/** The Python tests on every CPython that is found. */
export const pythonNative = async () => {
  const found = await findInterpreters();
  const tallies = [];
  for (const version of VERSIONS) {
    const interpreter = found.get(version);
    tallies.push(
      interpreter ? await testOn(interpreter) : skipped(`CPython ${version}: not found on this machine`),
    );
  }
  return sum(tallies);
};

/** The Python tests inside every Pyodide. */
export const pythonInPyodide = async () => {
  const tallies = [];
  for (const { version } of PYODIDES) {
    const args = [inRepository("scripts", "python-in-pyodide.mjs"), version];
    const result = await run(process.execPath, args, { cwd: ROOT, deadline: DEADLINE });
    tallies.push({ ...tallyRun(`Pyodide ${version}`, result), note: version });
  }
  return sum(tallies);
};
