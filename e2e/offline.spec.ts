import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { inModules } from "../scripts/paths.mjs";
import { expect, test } from "./fixtures.ts";
import { serveFolder } from "./folder-server.ts";
import { Playground } from "./playground.ts";

const SITE = inModules(".cache", "genclone", "site");

test.use({ serviceWorkers: "allow" });

/** Waits until the browser has kept the page, and a Python with all of its files. */
async function isKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const kept = () =>
    page.evaluate(async () => {
      const store = await caches.open("genclone-pythons");
      return (await store.keys())
        .map(({ url }) => new URL(url).pathname.replace(/.*\/|-[^-]*$/g, ""))
        .join(" ");
    });
  await expect.poll(kept).toMatch(/genclone\.json/);
  await expect.poll(kept).toMatch(/pyodide\.asm\.wasm/);
  await expect.poll(kept).toMatch(/dump/);
}

test("a Python that was visited works without network, below any path", async ({ page, context }) => {
  const server = await serveFolder(SITE, "/some/where/");
  await page.goto(server.address);
  const playground = new Playground(page);
  await playground.isReady();
  await isKept(page);
  server.close();
  await context.setOffline(true);

  await page.reload();
  await playground.isReady();
  expect(await playground.start("def g():\n    yield 'works'\n", "g()")).toMatch(/^started/);
  expect(await playground.branch("A").next()).toBe("yielded 'works'");
  await playground.button("Gallery").click();
  await expect(playground.dialog("Gallery")).toBeVisible();
  await playground.page.keyboard.press("Escape");

  await playground.python.selectOption("3.13");
  await expect(page.getByRole("alert")).toContainText("Python could not be started");
  await playground.python.selectOption("3.14");
  await playground.isReady();
});

test("a newer version takes this one's place whole, and when it is told to", async ({ page }, info) => {
  const folder = info.outputPath("site");
  cpSync(SITE, folder, { recursive: true });
  const server = await serveFolder(folder);
  await page.goto(server.address);
  const playground = new Playground(page);
  await playground.isReady();
  await isKept(page);
  await page.reload();
  await playground.isReady();

  release(folder);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const note = page.getByRole("note").filter({ hasText: "There is a newer version of this page" });
  await expect(note).toBeVisible();
  // The parts of this version that were not used yet are gone from the server, and here all the same.
  await playground.button("Gallery").click();
  await expect(playground.dialog("Gallery")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("meta[name=release]")).toHaveCount(0);

  await note.getByRole("button", { name: "Reload" }).click();
  await expect(page.locator("meta[name=release]")).toHaveCount(1);
  await playground.isReady();
  server.close();
});

/** Puts a newer version of the page into the folder: its text says so, and the gallery's code has another name. */
function release(folder: string): void {
  const assets = join(folder, "assets");
  const gallery = readdirSync(assets).find((name) => name.startsWith("gallery-dialog-"));
  if (gallery === undefined) throw new Error("the gallery is no chunk of its own any more");
  const renamed = "gallery-dialog-newer.js";
  for (const name of readdirSync(assets).filter((one) => one.endsWith(".js"))) {
    const file = join(assets, name);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(gallery, renamed));
  }
  cpSync(join(assets, gallery), join(assets, renamed));
  rmSync(join(assets, gallery));
  const index = join(folder, "index.html");
  writeFileSync(
    index,
    readFileSync(index, "utf8").replace("<head>", '<head><meta name="release" content="newer">'),
  );
  const worker = join(folder, "sw.js");
  const list = readFileSync(worker, "utf8").replaceAll(gallery, renamed);
  writeFileSync(worker, list.replace(/url:"index.html",revision:"\w+"/, 'url:"index.html",revision:"newer"'));
}
