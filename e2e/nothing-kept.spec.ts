import { expect, test } from "./fixtures.ts";
import { Playground } from "./playground.ts";

test("where the browser lets the page store nothing, it says so once and works", async ({ page }) => {
  // What a person meets who blocks cookies and site data; a browser without a window has no such setting.
  await page.addInitScript(() => {
    for (const name of ["indexedDB", "localStorage", "sessionStorage", "caches"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    }
  });
  const playground = new Playground(page);
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
});
