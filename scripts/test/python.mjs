import { inModules, inRepository, ROOT } from "../paths.mjs";
import { run } from "../process.mjs";
import { findInterpreters, INTERPRETERS } from "./interpreters.mjs";
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

/** On an interpreter without a layout `clone()` has to say so, not to crash. */
const UNSUPPORTED = `
import genclone
try:
    genclone.clone((n for n in ()))
except genclone.UnsupportedPython:
    pass
else:
    raise SystemExit("clone() did not raise UnsupportedPython")`;

/** Checks that an interpreter without a layout is declined. */
const declinedOn = async (/** @type {import("./interpreters.mjs").Found} */ { full, path }) => {
  const result = await run(path, ["-X", "faulthandler", "-c", UNSUPPORTED], {
    deadline: 60,
    env: { PYTHONPATH: inRepository("python", "src"), PYTHONDONTWRITEBYTECODE: "1" },
  });
  const fine = result.ended === "exit" && result.code === 0;
  return fine
    ? passed(1, `${full} declined`)
    : failed(`CPython ${full} is not declined (${result.how})`, result.output);
};

/** The Python tests on every supported CPython that is found. */
export const pythonNative = async () => {
  const found = await findInterpreters();
  const tallies = [];
  for (const { version, supported } of INTERPRETERS) {
    const interpreter = found.get(version);
    if (interpreter) tallies.push(await (supported ? testOn(interpreter) : declinedOn(interpreter)));
    else if (supported) tallies.push(skipped(`CPython ${version}: not found on this machine`));
  }
  return sum(tallies);
};

/** The Python tests inside Pyodide. */
export const pythonInPyodide = async () => {
  const args = [inModules("tsx", "dist", "cli.mjs"), inRepository("scripts", "python-in-pyodide.ts")];
  const result = await run(process.execPath, args, { cwd: ROOT, deadline: DEADLINE });
  return tallyRun("Pyodide", result);
};
