import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { canonicalText } from "../protocol/canonical.ts";
import type { Experiment } from "../protocol/experiment.ts";
import { inModules } from "../scripts/paths.mjs";
import { expect, test, thorough } from "./fixtures.ts";

const TRUE: Experiment = {
  format: 2,
  title: "Two",
  notes: "",
  python: "3.14",
  source: "def g():\n    yield 1\n    yield 2\n",
  actions: [
    { do: "start", branch: "A", call: "g()" },
    { do: "next", branch: "A" },
    { do: "clone", branch: "A", as: "B", policy: "fork" },
    { do: "next", branch: "B" },
  ],
  expected: [null, { kind: "yielded", text: "1" }, null, { kind: "yielded", text: "2" }],
};
const FALSE: Experiment = { ...TRUE, expected: [null, { kind: "yielded", text: "7" }] };

/** The suite of another project. */
const SUITE = `
import { expect, test } from "genclone/playwright";
test("true", async ({ genclone }) => {
  await genclone.open("true.json");
  await genclone.expectAsRecorded();
  expect(await genclone.outcomes()).toEqual([
    { action: "A · start g()", outcome: "A is g()" },
    { action: "A · next", outcome: "yielded 1" },
    { action: "A · clone → B", outcome: "cloned as B" },
    { action: "B · next", outcome: "yielded 2" },
  ]);
  await genclone.open("false.json");
  await genclone.run();
  expect(await genclone.firstDifference()).toContain("yielded 7");
  await expect(genclone.open("https://example.org/#v1.damaged")).rejects.toThrow("This link cannot be opened");
});
test("false", async ({ genclone }) => {
  await genclone.open("false.json");
  await genclone.expectAsRecorded();
});
`;

thorough("another project's suite is lent a playground", async ({ baseURL, launchOptions }, info) => {
  test.setTimeout(240_000);
  const folder = info.outputPath("project");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "true.json"), canonicalText(TRUE));
  writeFileSync(join(folder, "false.json"), canonicalText(FALSE));
  writeFileSync(join(folder, "suite.spec.js"), SUITE);
  const config = {
    testDir: ".",
    outputDir: "results",
    respectGitIgnore: false,
    timeout: 120_000,
    reporter: "json",
    use: { launchOptions },
  };
  writeFileSync(join(folder, "playwright.config.js"), `export default ${JSON.stringify(config)};`);
  const args = [inModules("@playwright", "test", "cli.js"), "test"];
  const report = join(folder, "report.json");
  const env = { ...process.env, GENCLONE_URL: `${baseURL}/`, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  // One of the two has to fail, and with that the whole.
  const ended = await promisify(execFile)(process.execPath, args, { cwd: folder, env }).catch(
    (error) => error,
  );
  const { stats, suites } = JSON.parse(readFileSync(report, "utf8"));
  expect(stats, ended.stdout).toMatchObject({ expected: 1, unexpected: 1 });
  const failed = suites[0].specs.find((spec: { readonly ok: boolean }) => !spec.ok);
  expect(failed.title).toBe("false");
  expect(JSON.stringify(failed)).toContain("came out otherwise than recorded");
});
