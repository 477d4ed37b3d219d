/** `npm run soak`: random actions in the built page while its interpreter is killed, against the same actions in peace. */
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { serve } from "../../playwright/serve.mjs";
import { ensureBrowser, HOW_TO_GET_ONE } from "../browser.mjs";
import { type SoakOptions, soak } from "./soak.ts";

const USAGE = `Usage: npm run soak [-- --seed N --actions 500 --kills 20 --python 3.14]

Does random actions in the built page, by its buttons, while the interpreter's worker is killed at random moments, each
without a word to the page; then the same actions without kills. The ends must be the same: every step's digest, outcome
and output, every branch and table. An action that was hit is done again.

  --seed N        which actions and which kills (default: of the clock); the actions are the same each time, and the
                  kills meant for the same moments, as far as a clock can hit them
  --actions N     how many actions (default: 500)
  --kills N       how many kills, at most one an action (default: 20)
  --python VER    the CPython that runs them (default: 3.14)
  --help          this text

Exit codes: 0 where the ends are the same, 1 where they are not, 2 where it cannot be done.`;

const FLAGS = {
  seed: { type: "string" },
  actions: { type: "string", default: "500" },
  kills: { type: "string", default: "20" },
  python: { type: "string", default: "3.14" },
  help: { type: "boolean", short: "h", default: false },
} as const;

function countOf(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${name} is "${text}": give a number.`);
}

function readOptions(): SoakOptions | undefined {
  const { values } = parseArgs({ options: FLAGS });
  if (values.help) return undefined;
  const begun = performance.now();
  const options = {
    seed: countOf("seed", values.seed ?? String(Date.now() % 1_000_000)),
    actions: countOf("actions", values.actions),
    kills: countOf("kills", values.kills),
    python: values.python,
    say: (text: string) =>
      console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${text}`),
  };
  if (options.kills > options.actions)
    throw new Error("--kills is more than --actions: at most one an action.");
  return options;
}

async function main(options: SoakOptions): Promise<number> {
  const { seed, actions, kills, python } = options;
  const again = `npm run soak -- --seed ${seed} --actions ${actions} --kills ${kills} --python ${python}`;
  console.log(`To repeat this: ${again}`);
  const found = await ensureBrowser();
  if (found === undefined) throw new Error(HOW_TO_GET_ONE);
  const site = await serve(process.env.GENCLONE_URL);
  const browser = await chromium.launch({ executablePath: found.path, chromiumSandbox: found.sandbox });
  try {
    const { hit, difference } = await soak(browser, site.address, options);
    if (difference === undefined) {
      console.log(
        `${actions} actions, ${kills} kills, ${hit} actions hit: the end is that of an undisturbed run.`,
      );
      return 0;
    }
    console.log(`The end is not that of an undisturbed run. ${difference}\nTo repeat this: ${again}`);
    return 1;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nTo repeat this: ${again}`);
    return 1;
  } finally {
    await browser.close();
    site.end();
  }
}

try {
  const options = readOptions();
  if (options === undefined) console.log(USAGE);
  else process.exitCode = await main(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
