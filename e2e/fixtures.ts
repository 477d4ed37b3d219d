import { test as base } from "@playwright/test";
import { Playground } from "./playground.ts";

export { expect } from "@playwright/test";

/**
 * The test function of all specs: `playground` is an open page whose interpreter is ready. Whatever a test is about, an
 * error that the page did not catch fails it.
 */
export const test = base.extend<{ readonly playground: Playground }>({
  page: async ({ page }, use) => {
    const uncaught: string[] = [];
    page.on("pageerror", (error) => uncaught.push(error.stack ?? error.message));
    await use(page);
    base.expect(uncaught).toEqual([]);
  },
  playground: async ({ page }, use) => {
    const playground = new Playground(page);
    await playground.open();
    await use(playground);
  },
});
