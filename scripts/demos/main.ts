import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { Genclone } from "../../playwright/genclone.mjs";
import { serve } from "../../playwright/serve.mjs";
import { ensureBrowser, HOW_TO_GET_ONE } from "../browser.mjs";
import { inRepository } from "../paths.mjs";
import type { Demo } from "./demo.ts";
import { film } from "./film.ts";
import { indexPage } from "./index-page.ts";
import { chosen, type DemoOptions, parseOptions, USAGE } from "./options.ts";
import { takeViews } from "./take-views.ts";

const EXPERIMENTS = inRepository("experiments");

/** The command `npm run demos`. Sets the exit code of this process. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const options = parseOptions(args);
    if (options === null) return console.log(USAGE);
    if (options.views) return await takeViews(options.out);
    const demos = await filmAll(options);
    const different = demos.filter(({ difference }) => difference !== null);
    for (const { name, difference } of different) console.log(`\n${name}: ${difference}`);
    const pictures = demos.reduce((sum, { steps }) => sum + steps.length, 0);
    console.log(`\n${demos.length} demos, ${pictures} pictures, ${different.length} otherwise than recorded`);
    console.log(`${join(options.out, "index.html")} shows them.`);
    process.exitCode = different.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

async function filmAll({ only, theme, out }: DemoOptions): Promise<readonly Demo[]> {
  const all = readdirSync(EXPERIMENTS)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
  const names = chosen(all, only);
  const found = await ensureBrowser();
  if (found === undefined) throw new Error(HOW_TO_GET_ONE);
  const site = await serve(process.env.GENCLONE_URL);
  const browser = await chromium.launch({ executablePath: found.path, chromiumSandbox: found.sandbox });
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: theme,
      reducedMotion: "reduce",
    });
    await context.tracing.start({ screenshots: true });
    const genclone = new Genclone(await context.newPage(), site.address);
    mkdirSync(out, { recursive: true });
    const demos: Demo[] = [];
    for (const name of names) {
      process.stdout.write(`${name} ... `);
      const demo = await film(genclone, name, readFileSync(join(EXPERIMENTS, `${name}.json`), "utf8"), out);
      demos.push(demo);
      console.log(demo.difference === null ? `${demo.steps.length} steps` : "otherwise than recorded");
      // Whoever looks before the end, or after an interruption, finds what there is.
      writeFileSync(join(out, "index.html"), indexPage(demos));
    }
    return demos;
  } finally {
    await browser.close();
    site.end();
  }
}
