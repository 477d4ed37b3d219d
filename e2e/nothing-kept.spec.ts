import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { Playground } from "./playground.ts";

test("where the browser lets the page store nothing, it says so once and works", async ({
  baseURL,
  launchOptions,
}, info) => {
  const profile = info.outputPath("profile");
  mkdirSync(join(profile, "Default"), { recursive: true });
  // As a person does who blocks cookies and site data.
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(blocked));
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    baseURL: baseURL ?? "",
  });
  const playground = new Playground(await context.newPage());
  const { page } = playground;
  await playground.openLink("");
  const note = page.getByRole("note").filter({ hasText: "Drafts are not kept here" });
  await expect(note).toBeVisible();
  await note.getByRole("button", { name: "Dismiss" }).click();
  await playground.isReady();

  expect(await playground.start("def g():\n    yield 'works'\n", "g()")).toMatch(/^started/);
  expect(await playground.branch("A").next()).toBe("yielded 'works'");
  await expect(note).toHaveCount(0);
  await playground.button("Drafts").click();
  await expect(playground.dialog("Drafts").getByRole("textbox", { name: "Title" })).toHaveCount(1);
  await context.close();
});
