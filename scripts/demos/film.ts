import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Genclone } from "../../playwright/genclone.mjs";
import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";
import { encodeLink } from "../../protocol/link.ts";
import type { Demo, DemoStep } from "./demo.ts";

/** Plays one experiment from its link, step by step, with a picture of each and a trace of all. */
export async function film(genclone: Genclone, name: string, text: string, out: string): Promise<Demo> {
  const { cursor: _, ...experiment }: Experiment = parseExperiment(text);
  const fragment = await encodeLink(experiment);
  const { page } = genclone;
  const { tracing } = page.context();
  mkdirSync(join(out, name), { recursive: true });
  const trace = `${name}/trace.zip`;
  await tracing.startChunk({ title: experiment.title });
  try {
    // Whoever follows the link finds all of it played; here it is filmed from its start.
    await genclone.open(await encodeLink({ ...experiment, cursor: 1 }));
    const steps: DemoStep[] = [];
    const take = async () => {
      const picture = `${name}/step-${String(steps.length + 1).padStart(2, "0")}.png`;
      await page.screenshot({ path: join(out, picture), animations: "disabled" });
      const came = (await genclone.outcomes()).at(-1);
      steps.push({ action: came?.action ?? "", outcome: came?.outcome ?? "", picture });
    };
    await genclone.run();
    await take();
    while (await genclone.step()) await take();
    return { name, experiment, fragment, steps, trace, difference: await genclone.firstDifference() };
  } finally {
    await tracing.stopChunk({ path: join(out, trace) });
  }
}
