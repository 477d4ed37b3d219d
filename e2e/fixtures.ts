import { test as base } from "@playwright/test";
import { Playground } from "./playground.ts";

export { expect } from "@playwright/test";

/** The test function of all specs: `playground` is an open page whose interpreter is ready. */
export const test = base.extend<{ readonly playground: Playground }>({
  playground: async ({ page }, use) => {
    const playground = new Playground(page);
    await playground.open();
    await use(playground);
  },
});
