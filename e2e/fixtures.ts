import { test as base, type Page } from "@playwright/test";
import { Playground } from "./playground.ts";

export { expect } from "@playwright/test";

/**
 * Whether everything is tried that can be, which takes some ten minutes more: `THOROUGH=1 npm test`. Else what
 * takes long is tried in part.
 */
export const IS_THOROUGH = process.env.THOROUGH === "1";

/** All of these where everything is tried, else every third or so, the first among them. */
export const sample = <T>(all: readonly T[], every = 3): readonly T[] =>
  IS_THOROUGH ? all : all.filter((_, index) => index % every === 0);

/** Firefox calls it an error of the page where the policy of its sandbox, which no other document has, held an attack back. */
const isOfSandbox = (message: string): boolean =>
  message.startsWith("Content-Security-Policy:") && message.includes("'wasm-unsafe-eval' blob: data:");

/**
 * The test function of all specs: `playground` is an open page whose interpreter is ready. Whatever a test is about, an
 * error that the page did not catch fails it.
 */
export const test = base.extend<{ readonly playground: Playground }>({
  page: async ({ page }, use) => {
    const uncaught: string[] = [];
    page.on("pageerror", (error) => {
      if (!isOfSandbox(error.message)) uncaught.push(error.stack ?? error.message);
    });
    page.on("console", (message) => {
      // An interpreter that could not boot from its dump works, too, so that nothing else would tell.
      if (message.text().includes("boots plainly")) uncaught.push(message.text());
    });
    await use(page);
    base.expect(uncaught).toEqual([]);
  },
  playground: async ({ page }, use) => {
    const playground = new Playground(page);
    await playground.open();
    await use(playground);
  },
});

/** For what takes long and has been seen from another side by other tests: run where everything is tried, else named as skipped. */
export const thorough = IS_THOROUGH ? test : test.skip;

/**
 * For tests that begin by a start of their own, whatever was before: `playground` is the same page for all of them in
 * one of Playwright's workers, which saves a boot each.
 */
export const testInOnePage = base.extend<
  { readonly playground: Playground },
  { readonly opened: { readonly playground: Playground; readonly uncaught: string[] } }
>({
  opened: [
    async ({ browser }, use, { project }) => {
      const { baseURL = "", viewport = null, locale = "" } = project.use;
      const page: Page = await browser.newPage({ baseURL, viewport, locale, serviceWorkers: "block" });
      const uncaught: string[] = [];
      page.on("pageerror", (error) => uncaught.push(error.stack ?? error.message));
      const playground = new Playground(page);
      await playground.open();
      await use({ playground, uncaught });
      await page.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  playground: async ({ opened }, use) => {
    await use(opened.playground);
    base.expect(opened.uncaught.splice(0)).toEqual([]);
  },
});
