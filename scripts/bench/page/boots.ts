import type { Browser, BrowserContext, Page } from "@playwright/test";
import { median } from "../median.ts";

/** Milliseconds from navigation to `ready`: on a first visit, and on the next one. */
interface Visits {
  readonly cold: number;
  readonly again: number;
}

const READY = 120_000;

/** How long a visitor stays, in milliseconds, once the page is ready: time for the browser to keep what it likes to. */
const STAY = 3000;

/** Opens an address and waits until its title says that it is ready. */
export async function visit(page: Page, address: string): Promise<number> {
  const begun = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => document.title.includes("ready"), null, { timeout: READY });
  return performance.now() - begun;
}

/** A first visit of a browser that has nothing cached, then another of the same browser. */
async function visits(browser: Browser, address: string): Promise<Visits> {
  const context = await browser.newContext();
  try {
    const cold = await visitIn(context, address, STAY);
    const again = await visitIn(context, address, 0);
    return { cold, again };
  } finally {
    await context.close();
  }
}

/** A first visit alone. Resolves right when the page is ready, and what is still on its way is cut off. */
export async function firstVisit(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  try {
    return await visitIn(context, address, 0);
  } finally {
    await context.close();
  }
}

async function visitIn(context: BrowserContext, address: string, stay: number): Promise<number> {
  const page = await context.newPage();
  try {
    const taken = await visit(page, address);
    await page.waitForTimeout(stay);
    return taken;
  } finally {
    await page.close();
  }
}

/** How long the playground and the bare page take to be ready, in turns, so that both meet the machine as it is. */
export async function compareBoots(browser: Browser, ours: string, bare: string, rounds: number) {
  const mine: Visits[] = [];
  const theirs: Visits[] = [];
  for (let round = 0; round < rounds; round++) {
    theirs.push(await visits(browser, bare));
    mine.push(await visits(browser, ours));
  }
  const medians = (kind: keyof Visits) => ({
    ours: median(mine.map((visit) => visit[kind])),
    bare: median(theirs.map((visit) => visit[kind])),
  });
  return { cold: medians("cold"), again: medians("again") };
}
