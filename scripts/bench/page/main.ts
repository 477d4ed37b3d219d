/** `npm run bench:page`: what the page costs next to a bare one that only loads Pyodide. One run, one browser, one server. */
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { encodeLink } from "../../../protocol/link.ts";
import { DISTRIBUTIONS } from "../../../worker/distributions.ts";
import { ensureBrowser, HOW_TO_GET_ONE } from "../../browser.mjs";
import { median } from "../median.ts";
import { clickNext, stopToReady, switchPython } from "./actions.ts";
import { compareBoots } from "./boots.ts";
import { servePatientSite, serveSite } from "./site.ts";
import { compareSlowVisits } from "./slow.ts";
import { openSlowLine } from "./slow-line.ts";

const ROUNDS = 5;
const CLICKS = 60;

/** The word for the part about a slow network, on its Python, in its rounds, on its line of so many bits a second. */
const SLOW = "slow";
const SLOW_PYTHON = "3.14";
const SLOW_ROUNDS = 3;
const SLOW_RATE = 10_000_000;

const USAGE = `Usage: npm run bench:page [-- --only 3.14,3.12,slow]

Measures the built page against a bare page that only loads the same Pyodide: visits, switches of Python, Stop, clicks;
and, as "slow", first visits over a line of ${SLOW_RATE / 1e6} Mbit/s, by the dump, by a plain boot and of the bare page.
Takes some 20 minutes for all Pythons; --only takes some of them, or "slow", or both.`;

const ms = (time: number): string => `${Math.round(time)} ms`;
const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;

/** The bare page's cold load of each Python, which the rest is compared with. */
async function boots(browser: Browser, site: string): Promise<ReadonlyMap<string, number>> {
  const bare = new Map<string, number>();
  console.log(`navigation to ready, medians of ${ROUNDS}: ours / bare = ratio`);
  for (const python of pythons) {
    const link = await encodeLink({ format: 2, title: "", notes: "", python, source: "", actions: [] });
    const { cold, again } = await compareBoots(browser, `${site}#${link}`, `${site}bare/${python}/`, ROUNDS);
    for (const [name, times] of [
      ["first visit", cold],
      ["return visit", again],
    ] as const) {
      const ratio = (times.ours / times.bare).toFixed(2);
      console.log(`  ${python} ${name.padEnd(12)} ${ms(times.ours)} / ${ms(times.bare)} = ${ratio}`);
    }
    bare.set(python, cold.bare);
  }
  return bare;
}

async function times(count: number, measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < count; round++) all.push(await measure());
  return median(all);
}

async function rest(browser: Browser, site: string, bare: ReadonlyMap<string, number>): Promise<void> {
  const against = (time: number, python: string) =>
    `${ms(time)}, ${(time / (bare.get(python) ?? Number.NaN)).toFixed(2)} of its bare load`;
  for (const python of pythons) {
    if (python === "3.14") continue;
    console.log(
      `switch to ${python}, visited before: ${against(await times(3, () => switchPython(browser, site, python)), python)}`,
    );
  }
  console.log(
    `Stop to ready after 20 actions: ${against(await times(ROUNDS, () => stopToReady(browser, site)), "3.14")}`,
  );
  for (const actions of [20, 2000]) {
    const { times: all, longestTask, heap } = await clickNext(browser, site, actions, CLICKS);
    console.log(
      `Next to drawn, four branches, ${actions} actions: median ${ms(median(all))}, p95 ${ms(percentile(all, 0.95))}, ` +
        `longest task ${longestTask === 0 ? "under 50 ms" : ms(longestTask)}, heap ${(heap / 1e6).toFixed(1)} MB`,
    );
  }
}

/** The three ways to a first Python over a slow line. */
async function slow(browser: Browser, site: string): Promise<void> {
  const line = await openSlowLine(site, SLOW_RATE);
  const patient = await openSlowLine(await servePatientSite(), SLOW_RATE);
  const python = SLOW_PYTHON;
  const link = await encodeLink({ format: 2, title: "", notes: "", python, source: "", actions: [] });
  const ways = [
    { name: "bare loadPyodide", line, path: `bare/${python}/` },
    { name: "the page as it is", line, path: `#${link}` },
    { name: "waiting for the dump", line: patient, path: `#${link}` },
  ];
  const visits = await compareSlowVisits(browser, ways, SLOW_ROUNDS);
  const bare = visits[0]?.milliseconds ?? Number.NaN;
  console.log(
    `first visit at ${SLOW_RATE / 1e6} Mbit/s to ready, ${python}, medians of ${SLOW_ROUNDS}, with what came by then:`,
  );
  for (const { name, milliseconds, bytes } of visits) {
    const ratio = (milliseconds / bare).toFixed(2);
    console.log(`  ${name.padEnd(20)} ${ms(milliseconds)}, ${(bytes / 1e6).toFixed(2)} MB, ${ratio} of bare`);
  }
  line.close();
  patient.close();
}

const { values } = parseArgs({
  options: { only: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}
const known = [...DISTRIBUTIONS.keys(), SLOW];
const chosen = values.only?.split(",") ?? known;
const unknown = chosen.find((word) => !known.includes(word));
if (unknown !== undefined) {
  throw new Error(`--only has "${unknown}": give some of ${known.join(", ")}.`);
}
const pythons = [...DISTRIBUTIONS.keys()].filter((python) => chosen.includes(python));

const found = await ensureBrowser();
if (found === undefined) throw new Error(HOW_TO_GET_ONE);
const site = await serveSite();
const browser = await chromium.launch({ executablePath: found.path, chromiumSandbox: found.sandbox });
if (pythons.length > 0) await rest(browser, site, await boots(browser, site));
if (chosen.includes(SLOW)) await slow(browser, site);
await browser.close();
process.exit();
