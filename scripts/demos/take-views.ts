import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { Playground } from "../../e2e/playground.ts";
import { walkViews } from "../../e2e/views.ts";
import { serve } from "../../playwright/serve.mjs";
import { ensureBrowser, HOW_TO_GET_ONE } from "../browser.mjs";
import { type TakenView, THEMES, viewsPage, WIDTHS } from "./views-page.ts";

const HEIGHT = 900;

/** Takes pictures of all views of the page that the tests know, and leaves them in this folder with a page that shows them. */
export async function takeViews(out: string): Promise<void> {
  const found = await ensureBrowser();
  if (found === undefined) throw new Error(HOW_TO_GET_ONE);
  const site = await serve(process.env.GENCLONE_URL);
  const browser = await chromium.launch({ executablePath: found.path, chromiumSandbox: found.sandbox });
  try {
    const page = await browser.newPage({
      baseURL: site.address,
      viewport: { width: WIDTHS[0], height: HEIGHT },
      reducedMotion: "reduce",
      serviceWorkers: "block",
    });
    const playground = new Playground(page);
    await playground.open();
    mkdirSync(join(out, "views"), { recursive: true });
    const taken: TakenView[] = [];
    await walkViews(playground, async ({ name }) => {
      taken.push({ name, pictures: await picturesOf(page, name, out) });
      console.log(name);
      writeFileSync(join(out, "views.html"), viewsPage(taken));
    });
    console.log(`\n${join(out, "views.html")} shows ${taken.length} views.`);
  } finally {
    await browser.close();
    site.end();
  }
}

/** One picture for each theme and width; then the page is as it was. */
async function picturesOf(page: Page, name: string, out: string): Promise<readonly string[]> {
  const pictures: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const picture = `views/${name.toLowerCase().replace(/\W+/g, "-")}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(out, picture), animations: "disabled" });
      pictures.push(picture);
    }
  }
  await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT });
  await page.emulateMedia({ colorScheme: null });
  return pictures;
}
