import { expect as base } from "@playwright/test";

/** As patient as the tests are (playwright.config.ts) where a command walks the page, too. */
export const expect = base.configure({ timeout: 30_000 });
