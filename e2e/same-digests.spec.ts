import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Experiment, parseExperiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect, IS_THOROUGH, test } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const FOLDER = new URL("../experiments/", import.meta.url);
const COMMAND = fileURLToPath(new URL("../cli/genclone.mjs", import.meta.url));
const ALL = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];
const VERSIONS = IS_THOROUGH ? ALL : ["3.15"];

/** All of them where there is time; else those that are about the differences between Pythons. */
const experiments = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json") && (IS_THOROUGH || name.startsWith("versions-")))
  .map((name) => ({ name, experiment: parseExperiment(readFileSync(new URL(name, FOLDER), "utf8")) }));

/** The digests of each experiment's steps, as the command under Node prints them, by the path of its file. */
async function digestsInNode(python: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = experiments.map(({ name }) => fileURLToPath(new URL(name, FOLDER)));
  const args = [COMMAND, "run", ...files, "--python", python, "--reporter", "json"];
  // It exits with 1 where an outcome is not as expected, which is not what is asked here.
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 28 }).catch(
    (error: { readonly code: unknown; readonly stdout: string }) => {
      if (error.code !== 1) throw error;
      return error;
    },
  );
  const digests = new Map<string, string[]>();
  for (const line of stdout.trimEnd().split("\n")) {
    const { experiment, digest } = JSON.parse(line);
    if (typeof digest !== "string") continue;
    digests.set(experiment, [...(digests.get(experiment) ?? []), digest]);
  }
  return digests;
}

/** The digests of the steps that the page shows, once all of the actions are answered. */
async function digestsOnPage(playground: Playground, experiment: Experiment): Promise<readonly string[]> {
  const { cursor: _, ...whole } = experiment;
  await playground.follow(await encodeLink(whole));
  await expect(playground.page.getByRole("heading", { name: experiment.title, exact: true })).toBeVisible();
  await playground.isReady();
  await playground.button("Run").click();
  const { length } = experiment.actions;
  await expect(playground.entries).toHaveCount(length);
  await playground.outcome(length - 1);
  return playground.entries.evaluateAll((items) => items.map((item) => item.dataset.digest ?? ""));
}

for (const python of VERSIONS) {
  test(`on Python ${python} the page and Node come to the same steps, to the last byte`, async ({ page }) => {
    test.setTimeout(600_000);
    expect(experiments.length).toBeGreaterThan(4);
    const inNode = await digestsInNode(python);
    const playground = new Playground(page);
    await playground.openLink("");
    for (const { name, experiment } of experiments) {
      await test.step(name, async () => {
        // A title of its own tells that it is this one which is open.
        const title = `${name} on ${python}`;
        const onPage = await digestsOnPage(playground, { ...experiment, title, python });
        const wanted = [...inNode].find(([path]) => path.endsWith(name))?.[1];
        expect(onPage, title).toEqual(wanted);
      });
    }
  });
}
