import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureBrowser, HOW_TO_GET_ONE } from "../browser.mjs";
import { findFirefox, NO_FIREFOX } from "../firefox.mjs";
import { inModules, ROOT } from "../paths.mjs";
import { run } from "../process.mjs";
import { failed, passed, skipped, sum } from "./tally.mjs";

/**
 * The part of Playwright's JSON report that is read here.
 * @typedef {object} Suite
 * @property {readonly Suite[]} [suites]
 * @property {readonly Spec[]} specs
 */

/**
 * @typedef {object} Spec
 * @property {string} title
 * @property {string} file
 * @property {readonly { readonly projectName: string, readonly status: string, readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[] }[]} tests
 */

/** @typedef {{ readonly suites: readonly Suite[], readonly errors: readonly { readonly message?: string }[] }} Report */

/** What one spec came to. */
const tallySpec = (/** @type {Spec} */ spec) =>
  sum(
    spec.tests.map((test) => {
      const title = `${spec.file}: ${spec.title} (${test.projectName})`;
      if (test.status === "skipped") return skipped(title);
      if (test.status === "expected") return passed();
      // "flaky" is one that failed and then passed: not a pass.
      const errors = test.results.flatMap((result) => result.errors.map((error) => error.message ?? ""));
      return failed(title, stripVTControlCharacters(errors.join("\n")));
    }),
  );

/** @returns {import("./tally.mjs").Tally} */
const tallySuite = (/** @type {Suite} */ suite) =>
  sum([...suite.specs.map(tallySpec), ...(suite.suites ?? []).map(tallySuite)]);

/** Reads the report; `undefined` where Playwright died before it wrote one. */
const tallyReport = (/** @type {string} */ path) => {
  try {
    const report = /** @type {Report} */ (JSON.parse(readFileSync(path, "utf8")));
    const outside = report.errors.map((error) =>
      failed("outside of any test", stripVTControlCharacters(error.message ?? "")),
    );
    return sum([...report.suites.map(tallySuite), ...outside]);
  } catch {
    return undefined;
  }
};

/** Which Firefox it was; or why none. */
const aboutFirefox = async () => {
  const what = "the walk, Stop, crashes and attacks in Firefox";
  if (process.env.THOROUGH !== "1") return skipped(`${what}: THOROUGH=1 runs them`);
  const firefox = await findFirefox();
  return firefox === undefined ? skipped(`${what}: ${NO_FIREFOX}`) : passed(0, firefox);
};

/** Plays the built playground in a real browser; Playwright's configuration builds and serves it. */
export const endToEnd = async () => {
  const browser = await ensureBrowser();
  if (!browser) return skipped(`the tests in the browser: ${HOW_TO_GET_ONE}`);
  const folder = mkdtempSync(join(tmpdir(), "genclone-e2e-"));
  const report = join(folder, "report.json");
  try {
    const result = await run(
      process.execPath,
      [inModules("@playwright", "test", "cli.js"), "test", "--reporter=json"],
      {
        cwd: ROOT,
        deadline: 1200,
        env: {
          NO_COLOR: "1",
          FORCE_COLOR: undefined,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
          BROWSER_PATH: browser.path,
          BROWSER_SANDBOX: browser.sandbox ? "1" : "0",
        },
      },
    );
    const tally = tallyReport(report);
    const blind = tally === undefined || (result.code !== 0 && tally.failures.length === 0);
    if (blind) return failed(`playwright (${result.how})`, result.output);
    return sum([{ ...tally, note: browser.path }, await aboutFirefox()]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
