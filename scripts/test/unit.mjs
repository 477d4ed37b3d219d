import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { inModules, ROOT } from "../paths.mjs";
import { run } from "../process.mjs";
import { failed, passed, skipped, sum } from "./tally.mjs";

/**
 * The part of vitest's JSON report that is read here.
 * @typedef {object} VitestReport
 * @property {readonly VitestFile[]} testResults
 */

/**
 * @typedef {object} VitestFile
 * @property {string} name
 * @property {string} status
 * @property {string} message why the file could not be run at all
 * @property {readonly { readonly fullName: string, readonly status: string, readonly failureMessages: readonly string[] }[]} assertionResults
 */

/** What one test file came to. */
const tallyFile = (/** @type {VitestFile} */ file) => {
  const name = relative(ROOT, file.name).replaceAll("\\", "/");
  if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed")) {
    return failed(name, file.message || "The file could not be run.");
  }
  return sum(
    file.assertionResults.map((test) => {
      if (test.status === "passed") return passed();
      if (test.status === "failed")
        return failed(`${name}: ${test.fullName}`, test.failureMessages.join("\n"));
      return skipped(`${name}: ${test.fullName}`);
    }),
  );
};

/** The TypeScript unit tests. */
export const unit = async () => {
  const folder = mkdtempSync(join(tmpdir(), "genclone-unit-"));
  const report = join(folder, "report.json");
  try {
    const args = [inModules("vitest", "vitest.mjs"), "run", "--reporter=json", `--outputFile=${report}`];
    const result = await run(process.execPath, args, {
      cwd: ROOT,
      deadline: 600,
      env: { NO_COLOR: "1", FORCE_COLOR: undefined },
    });
    const tally = tallyReport(report);
    // A failing exit without a failing test: an error outside of any test, or no report at all.
    const blind = tally === undefined || (result.code !== 0 && tally.failures.length === 0);
    return blind ? failed(`vitest (${result.how})`, result.output) : tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Reads the report; `undefined` where vitest died before it wrote one. */
const tallyReport = (/** @type {string} */ path) => {
  try {
    const report = /** @type {VitestReport} */ (JSON.parse(readFileSync(path, "utf8")));
    return sum(report.testResults.map(tallyFile));
  } catch {
    return undefined;
  }
};
