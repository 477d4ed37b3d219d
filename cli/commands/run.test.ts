import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalText } from "../../protocol/canonical.ts";
import { parseExperiment } from "../../protocol/experiment.ts";
import { encodeLink } from "../../protocol/link.ts";
import { DEFAULT_DEADLINE, DEFAULT_MEMORY } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { type RunOptions, run } from "./run.ts";

const OPTIONS: RunOptions = {
  reporter: "json",
  jobs: 1,
  timeout: DEFAULT_DEADLINE,
  memory: DEFAULT_MEMORY,
};

const folder = mkdtempSync(join(tmpdir(), "genclone-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file whose experiment would leave a trace if it were run. */
const file = join(folder, "a.json");
const future = join(folder, "future.json");
let link = "";
beforeAll(async () => {
  const experiment = (python: string) =>
    parseExperiment(JSON.stringify({ format: 2, title: "T", python, source: "", actions: [] }));
  writeFileSync(file, canonicalText(experiment("3.14")));
  writeFileSync(future, canonicalText(experiment("3.99")));
  link = `#${await encodeLink(experiment("3.14"))}`;
});

describe("before anything is run, it is said of", () => {
  const out = join(folder, "report.json");
  test.each<[string, () => readonly string[], Partial<RunOptions>, string]>([
    [
      "a file that is not there",
      () => [file, "none.json"],
      {},
      "none.json: There is no such file or folder.",
    ],
    [
      "a link that is not trusted",
      () => [file, link],
      {},
      'link 1 ("T") carries code that somebody else wrote',
    ],
    [
      "a link that is to be updated",
      () => [link],
      { trust: true, update: true },
      "--update writes into files",
    ],
    [
      "an unknown Python",
      () => [file],
      { python: "3.14,3.9" },
      'There is no Python "3.9" here. --python takes 3.10',
    ],
    ["a native Python that is none", () => [file], { python: "native:none" }, "native:none is no CPython"],
    ["a version that is not here", () => [file, future], {}, "is about Python 3.99, and here are 3.10, "],
    ["a report that cannot be written", () => [file], { out: join(folder, "none", "x") }, "--out: ENOENT"],
  ])("%s", async (_, words, options, said) => {
    const done = run(words(), { out, ...OPTIONS, ...options });
    await expect(done).rejects.toThrow(UsageError);
    await expect(done).rejects.toThrow(said);
    expect(existsSync(out)).toBe(false);
  });
});
