import { mkdirSync, writeFileSync } from "node:fs";
import type { FrameLocator, Page } from "@playwright/test";
import type { Experiment } from "../protocol/experiment.ts";
import { decodeLink, encodeLink } from "../protocol/link.ts";
import { expect, test, thorough } from "./fixtures.ts";
import { type FolderServer, serveFolder } from "./folder-server.ts";

const COUNTER: Experiment = {
  format: 2,
  title: "Count <b>twice</b>",
  notes: "",
  python: "3.14",
  source: "def count():\n    for n in range(9):\n        yield n  # here\n",
  actions: [
    { do: "start", branch: "A", call: "count()" },
    { do: "next", branch: "A" },
    { do: "clone", branch: "A", as: "B", policy: "fork" },
    { do: "next", branch: "B" },
  ],
  cursor: 3,
};

/** What tells that a page of ours looks into the browser's stores, or writes there. */
const watchStores = () => {
  // The sandbox has no stores.
  if (origin === "null") return;
  const told: string[] = [];
  Object.assign(globalThis, { toldOfStores: told });
  for (const name of ["localStorage", "sessionStorage", "indexedDB"] as const) {
    Object.defineProperty(globalThis, name, { get: () => void told.push(name) });
  }
  if (isSecureContext) {
    navigator.serviceWorker.register = async () => {
      told.push("serviceWorker");
      throw new Error("not here");
    };
    caches.open = async () => {
      told.push("caches");
      throw new Error("not here");
    };
  }
};

/** A page of somebody else's, on another origin, with this in its body. */
async function hostWith(folder: string, body: string): Promise<FolderServer> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/index.html`,
    `<!doctype html><title>A blog</title><p>Before</p>${body}<p>After</p>`,
  );
  return serveFolder(folder);
}

const embedIn = (page: Page): FrameLocator => page.frameLocator("genclone-experiment iframe");

const heightOf = async (page: Page): Promise<number> =>
  (await page.locator("genclone-experiment").boundingBox())?.height ?? 0;

test("an experiment in somebody's page is still until its reader presses Run", async ({
  page,
  baseURL,
}, info) => {
  test.setTimeout(240_000);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.addInitScript(watchStores);
  const site = `${baseURL}/`;
  const fragment = await encodeLink(COUNTER);
  const link = `${site}#${fragment}`;
  const tag = `<script async src="${site}embed.js"></script>
    <genclone-experiment src="${link}"><a href="${link}">Count</a></genclone-experiment>`;
  const host = await hostWith(info.outputPath("blog"), tag);
  await page.goto(host.address);
  const embed = embedIn(page);
  await expect(embed.getByRole("heading", { name: COUNTER.title })).toBeVisible();
  await expect(embed.getByRole("region", { name: "Source" })).toContainText("for n in range(9):");
  await expect(embed.getByText("# here")).toHaveClass("comment");
  await expect(page.locator("genclone-experiment iframe")).toHaveAttribute("title", "Count");
  await expect(page.getByRole("link", { name: "Count" })).toBeHidden();
  const open = embed.getByRole("link", { name: "Open in playground" });
  await expect(open).toHaveAttribute("href", link);
  await expect(open).toHaveAttribute("target", "_blank");
  await expect(open).toHaveAttribute("rel", "noopener");
  expect(await decodeLink(fragment)).toEqual(COUNTER);

  // As high as what it shows, and nothing of Python is here.
  await page.waitForLoadState("networkidle");
  const before = await heightOf(page);
  expect(before).toBeGreaterThan(100);
  expect(before).toBeLessThan(300);
  const ofPython = () => requests.filter((url) => /\.bin|frame|live|sandbox/.test(url.replace(/.*\//, "")));
  expect(ofPython()).toEqual([]);
  expect(page.frames()).toHaveLength(2);

  await embed.getByRole("button", { name: "Run" }).click();
  const branches = embed.getByRole("region", { name: /^Branch / });
  await expect(branches).toHaveCount(2, { timeout: 180_000 });
  expect(ofPython()).not.toEqual([]);
  await expect(
    embed.getByRole("region", { name: "Branch B" }).getByRole("table", { name: "Locals" }),
  ).toBeVisible();
  await expect(embed.getByText("Last outcome")).not.toHaveCount(0);
  await expect.poll(() => heightOf(page)).toBeGreaterThan(before + 100);
  const step = embed.getByRole("button", { name: "Step" });
  await expect(step).toHaveAttribute("aria-disabled", "false");
  await step.click();
  await expect(embed.getByRole("region", { name: "Branch B" })).toContainText("yielded 1");
  await expect(step).toHaveAttribute("aria-disabled", "true");

  const [, frame] = page.frames();
  expect(await frame?.evaluate(() => Reflect.get(globalThis, "toldOfStores"))).toEqual([]);
  host.close();
});

test("?embed leads to the compact page, on the Python that is asked for", async ({ page }) => {
  await page.goto(`/?embed&python=3.13#${await encodeLink(COUNTER)}`);
  await expect(page.getByRole("heading", { name: COUNTER.title })).toBeVisible();
  await expect(page.getByText("Python 3.13")).toBeVisible();
  await expect(page.getByRole("region", { name: "Timeline" })).toHaveCount(0);
  await page.goto("/?embed#v1.damaged");
  await expect(page.getByRole("alert")).toContainText("damaged");
});

thorough("a reader can go step by step from the first action on", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(`/embed.html#${await encodeLink(COUNTER)}`);
  const step = page.getByRole("button", { name: "Step" });
  await step.click();
  const branches = page.getByRole("region", { name: /^Branch / });
  await expect(branches).toHaveCount(1, { timeout: 180_000 });
  await expect(branches).toContainText("created");
  for (const said of ["yielded 0", "cloned as B", "yielded 1"]) {
    await expect(step).toHaveAttribute("aria-disabled", "false");
    await step.click();
    await expect(branches.last()).toContainText(said);
  }
  await expect(step).toHaveAttribute("aria-disabled", "true");
});

test("a tag heeds its own frame alone, and shows what is in it where it names no link", async ({
  page,
  baseURL,
}, info) => {
  const link = `${baseURL}/#${await encodeLink(COUNTER)}`;
  const host = await hostWith(
    info.outputPath("blog"),
    `<script src="${baseURL}/embed.js"></script><genclone-experiment src="${link}"></genclone-experiment>
     <genclone-experiment id="none" src="javascript:alert(1)"><a href="/">A link</a></genclone-experiment>`,
  );
  await page.goto(host.address);
  await expect(page.locator("#none iframe")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "A link" })).toBeVisible();
  const first = page.locator("genclone-experiment").first();
  await expect(first.frameLocator("iframe").getByRole("button", { name: "Run" })).toBeVisible();
  await expect.poll(async () => (await first.boundingBox())?.height).toBeLessThan(300);
  const height = (await first.boundingBox())?.height;
  await page.evaluate(() => postMessage({ type: "genclone:height", height: 777 }, "*"));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  expect((await first.boundingBox())?.height).toBe(height);
  host.close();
});

test("Share has the markup for both ways", async ({ page, baseURL }) => {
  await page.goto(`/#${await encodeLink(COUNTER)}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("button", { name: "Embed" }).click();
  const tag = await dialog.getByRole("textbox", { name: /One tag/ }).inputValue();
  expect(tag).toContain(`<genclone-experiment src="${baseURL}/#v1.`);
  const frame = await dialog.getByRole("textbox", { name: /A frame/ }).inputValue();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy", exact: true }).last().click();
  await expect(dialog.getByText("Copied to the clipboard").last()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(frame);
});
