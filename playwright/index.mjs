/**
 * For Playwright suites of other projects: `import { test, expect } from "genclone/playwright"`. The fixture `genclone`
 * is a playground, which is built and served once a worker, or found at `GENCLONE_URL`.
 */

import { test as base } from "@playwright/test";
import { Genclone } from "./genclone.mjs";
import { serve } from "./serve.mjs";

export { expect } from "@playwright/test";
export { Genclone };

export const test =
  /** @type {import("@playwright/test").TestType<import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions & { genclone: Genclone }, import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions & { gencloneAddress: string }>} */ (
    base.extend({
      gencloneAddress: [
        // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing is needed.
        async ({}, use) => {
          const site = await serve(process.env.GENCLONE_URL);
          await use(site.address);
          site.end();
        },
        { scope: "worker", timeout: 300_000 },
      ],
      genclone: async ({ page, gencloneAddress }, use) => {
        await use(new Genclone(page, gencloneAddress));
      },
    })
  );
