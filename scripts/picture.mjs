/**
 * The command `npm run picture`: takes docs/playground.png, the README's picture, from the built page in a real
 * browser. The scene is the closure of the experiments, cloned after two steps, with each branch gone its own way.
 */
import { chromium } from "@playwright/test";
import { serve } from "../playwright/serve.mjs";
import { ensureBrowser, HOW_TO_GET_ONE } from "./browser.mjs";
import { inRepository } from "./paths.mjs";

const SOURCE = `def counter(start):
    n = start
    def inc(step=1):
        nonlocal n
        n += step
        return n
    for colour in ["red", "green", "blue"]:
        got = yield colour, inc()
        if got:
            yield "jumped", inc(got)
    return n
`;

/** Plays the scene. */
const play = async (/** @type {import("@playwright/test").Page} */ page) => {
  const ready = () =>
    page
      .getByRole("status")
      .filter({ hasText: /\bready\b/ })
      .waitFor({ timeout: 120_000 });
  const press = async (/** @type {string} */ branch, /** @type {string} */ name) => {
    await page
      .getByRole("region", { name: `Branch ${branch}` })
      .getByRole("button", { name, exact: true })
      .click();
    await ready();
  };
  await ready();
  await page.getByRole("region", { name: "Source" }).getByRole("textbox").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(SOURCE);
  await page.getByRole("textbox", { name: "Call" }).fill("counter(10)");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("region", { name: "Branch A" }).waitFor();
  await ready();
  await press("A", "Next");
  await press("A", "Next");
  await press("A", "Clone");
  await press("B", "Send…");
  await page.getByRole("textbox", { name: "Value to send" }).fill("5");
  await press("B", "Send");
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
};

const found = await ensureBrowser();
if (!found) throw new Error(HOW_TO_GET_ONE);
const site = await serve();
const browser = await chromium.launch({ executablePath: found.path, chromiumSandbox: found.sandbox });
try {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 860 },
    deviceScaleFactor: 2,
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await page.goto(site.address);
  await play(page);
  await page.screenshot({ path: inRepository("docs", "playground.png") });
  console.log("docs/playground.png is taken.");
} finally {
  await browser.close();
  site.end();
}
