import type { Page } from "@playwright/test";
import { decodeLink } from "../protocol/link.ts";
import { inModules } from "../scripts/paths.mjs";
import { expect, test } from "./fixtures.ts";
import { serveFolder } from "./folder-server.ts";

const SITE = inModules(".cache", "genclone", "site");

/** The addresses of what the page asks for that only a running Python needs. */
function ofPython(page: Page): readonly string[] {
  const found: string[] = [];
  page.context().on("request", (request) => {
    if (/\/(live|sandbox|frame)[^/]*$|\.bin$/.test(new URL(request.url()).pathname))
      found.push(request.url());
  });
  return found;
}

test("the help page explains a frame with panels that are still until a key is pressed in one", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const asked = ofPython(page);
  const host = await serveFolder(SITE, "/some/where/");
  await page.goto(`${host.address}help.html`);
  await page.getByRole("navigation").getByRole("link", { name: "Cells" }).click();
  await expect(page.getByRole("heading", { name: "Cells" })).toBeInViewport();
  const frame = page.getByRole("region", { name: "Cells" }).frameLocator("iframe");
  await expect(frame.getByRole("heading", { name: "A closure with nonlocal" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);

  const step = frame.getByRole("button", { name: "Step" });
  const branches = frame.getByRole("region", { name: /^Branch / });
  await step.focus();
  await step.press("Enter");
  await expect(branches).toHaveCount(1, { timeout: 180_000 });
  expect(asked).not.toEqual([]);
  for (const said of ["yielded ('red', 11)", "yielded ('green', 12)", "cloned"]) {
    await expect(step).toHaveAttribute("aria-disabled", "false");
    await step.press("Enter");
    await expect(branches.last()).toContainText(said);
  }
  await expect(branches).toHaveCount(2);
  await expect(frame.getByRole("table", { name: "Cells" }).first()).toBeVisible();

  // The link leads to the site that the page is on, with the whole experiment.
  const link = await frame.getByRole("link", { name: "Open in playground" }).getAttribute("href");
  expect(link).toContain(`${host.address}#v1.`);
  expect((await decodeLink(new URL(link ?? "").hash)).title).toBe("A closure with nonlocal");
  host.close();
});

test("Help leads to the help page in the same colours, and that to the playground", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Theme: system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await page.getByRole("banner").getByRole("button", { name: "Help" }).click();
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "What is in a frame" }).click();
  const help = await opened;
  await expect(help.getByRole("heading", { level: 1 })).toHaveText("What a suspended generator keeps");
  // It is as dark as the page was made, and so are its panels.
  await expect(help.locator("html")).toHaveCSS("color-scheme", "dark");
  const panel = help.getByRole("region", { name: "Locals" }).frameLocator("iframe");
  await expect(panel.locator("html")).toHaveCSS("color-scheme", "dark");
  await help.getByRole("banner").getByRole("link", { name: "Playground" }).click();
  await expect(help.getByRole("button", { name: "Run" })).toBeVisible();
});
