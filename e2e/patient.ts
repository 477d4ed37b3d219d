import { expect as impatient } from "@playwright/test";

/** As patient as the configuration of the tests, for commands, too, that use the page. */
export const expect = impatient.configure({ timeout: 30_000 });
