import type { Browser, Page } from "@playwright/test";
import type { Action } from "../../../protocol/action.ts";
import type { Experiment } from "../../../protocol/experiment.ts";
import { encodeLink } from "../../../protocol/link.ts";
import { visit } from "./boots.ts";

const SOURCE = `
def g():
    n = 0
    seen = []
    while True:
        n += 1
        seen = seen[-3:] + [n]
        got = yield n
        while got == "hang":
            pass
`;

/** An experiment of four branches with so many actions in all. */
function experimentOf(count: number): Experiment {
  const clones: readonly Action[] = ["B", "C", "D"].map((as) => ({
    do: "clone",
    branch: "A",
    as,
    policy: "fork",
  }));
  const first: readonly Action[] = [
    { do: "start", branch: "A", call: "g()" },
    { do: "next", branch: "A" },
    ...clones,
  ];
  const next: readonly Action[] = Array.from({ length: count - first.length }, (_, index) => ({
    do: "next",
    branch: "ABCD".charAt(index % 4),
  }));
  return {
    format: 2,
    title: "Bench",
    notes: "",
    python: "3.14",
    source: SOURCE,
    actions: [...first, ...next],
  };
}

/** Opens an experiment in a page of its own, plays all of it, and hands the page to `use`. */
async function withPlayed<T>(
  browser: Browser,
  site: string,
  count: number,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage();
  // What tsx makes of a named function asks for this, in the page too.
  await page.addInitScript("globalThis.__name = (named) => named");
  try {
    await visit(page, `${site}#${await encodeLink(experimentOf(count))}`);
    await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
    await page.waitForFunction(
      (wanted) =>
        document.querySelectorAll('[aria-label="Timeline"] small').length > 0 &&
        document.querySelector('[aria-label="Timeline"] small')?.textContent === `${wanted} actions` &&
        document.title.includes("ready"),
      count,
      { timeout: 300_000 },
    );
    return await use(page);
  } finally {
    await page.close();
  }
}

/** Between two clicks, in milliseconds: the hand of a person is no quicker, and the page reads the frames meanwhile. */
const PAUSE = 100;

/** What a click on `Next` costs until what came of it is drawn, in milliseconds each, and the longest task meanwhile. */
export interface Clicks {
  readonly times: readonly number[];
  readonly longestTask: number;
  /** What the page's JavaScript holds, in bytes. */
  readonly heap: number;
}

/** Clicks `Next` so many times in an experiment of so many actions. */
export const clickNext = (browser: Browser, site: string, actions: number, times: number): Promise<Clicks> =>
  withPlayed(browser, site, actions, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const measured = await page.evaluate(
      async ({ clicks, pause }) => {
        let longestTask = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
        });
        observer.observe({ type: "longtask" });
        const count = () => document.querySelector('[aria-label="Timeline"] small');
        /** When the page says so many actions, and the frame that says it is on its way to the screen. */
        const drawn = (wanted: string) =>
          new Promise<number>((resolve) => {
            const said = new MutationObserver(() => {
              if (count()?.textContent !== wanted || !document.title.includes("ready")) return;
              said.disconnect();
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve(performance.now());
              requestAnimationFrame(() => port2.postMessage(null));
            });
            said.observe(document, { childList: true, characterData: true, subtree: true });
          });
        const times: number[] = [];
        for (let round = 0; round < clicks; round++) {
          const branch = document.querySelector(`[aria-label="Branch ${"ABCD".charAt(round % 4)}"]`);
          const next = [...(branch?.querySelectorAll("button") ?? [])].find(
            (one) => one.textContent === "Next",
          );
          const end = drawn(`${Number.parseInt(count()?.textContent ?? "", 10) + 1} actions`);
          const begun = performance.now();
          next?.click();
          times.push((await end) - begun);
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
        observer.disconnect();
        return { times, longestTask };
      },
      { clicks: times, pause: PAUSE },
    );
    return { ...measured, heap: usedSize };
  });

/** From a press on `Stop` in an endless loop to `ready` at the same place, in milliseconds, after 20 actions. */
export const stopToReady = (browser: Browser, site: string): Promise<number> =>
  withPlayed(browser, site, 20, async (page) => {
    const branch = page.getByRole("region", { name: "Branch A", exact: true });
    // The spare is on its way, as it is for a person, who needs longer than this to send something.
    await page.waitForFunction(() => document.querySelectorAll("iframe.sandbox").length === 2);
    await branch.getByRole("button", { name: "Send…" }).click();
    await branch.getByRole("textbox", { name: "Value to send" }).fill("'hang'");
    await branch.getByRole("button", { name: "Send", exact: true }).click();
    await page.waitForFunction(() => document.title.includes("running"));
    const begun = performance.now();
    await page.getByRole("banner").getByRole("button", { name: "Stop" }).click();
    await page.waitForFunction(() => document.title.includes("ready"));
    return performance.now() - begun;
  });

/** From the choice of a Python that was visited to `ready`, in milliseconds. */
export async function switchPython(browser: Browser, site: string, python: string): Promise<number> {
  const page = await browser.newPage();
  try {
    await visit(page, site);
    const choose = async (version: string) => {
      const begun = performance.now();
      await page.getByRole("combobox", { name: "Python" }).selectOption(version);
      await page.waitForFunction(() => document.title.includes("ready"), null, { timeout: 120_000 });
      return performance.now() - begun;
    };
    await choose(python);
    await choose("3.14");
    return await choose(python);
  } finally {
    await page.close();
  }
}
