import { readFileSync } from "node:fs";
import { parseExperiment } from "../protocol/experiment.ts";
import { decodeLink, encodeLink } from "../protocol/link.ts";
import { expect, test, thorough } from "./fixtures.ts";
import { Playground } from "./playground.ts";

test("where two Pythons differ is marked, and the page's own experiment stays as it is", async ({ page }) => {
  const playground = new Playground(page);
  const text = readFileSync(new URL("../experiments/versions-close.json", import.meta.url), "utf8");
  await playground.openLink(await encodeLink({ ...parseExperiment(text), python: "3.12" }));
  await playground.isReady();
  await playground.button("Run").click();
  await expect(playground.entries).toHaveCount(7);
  await playground.outcome(6);
  const before = await playground.branch("B").frame();

  await playground.button("Compare Pythons").click();
  const dialog = playground.dialog("Compare Pythons");
  await expect(dialog.getByRole("combobox", { name: "First Python" })).toHaveValue("3.12");
  await expect(dialog.getByRole("combobox", { name: "Second Python" })).toHaveValue("3.15");
  await expect(dialog.getByRole("status")).toHaveText("2 of 7 actions came out otherwise.", {
    timeout: 90_000,
  });

  // The page's own, perhaps with a spare one, and one for each of the two.
  const sandboxes = page.getByTitle("The interpreter");
  expect(await sandboxes.count()).toBeGreaterThanOrEqual(3);

  const rows = dialog.getByRole("grid").getByRole("row");
  const action = (number: number) => rows.nth(number);
  await expect(action(5)).toContainText("same");
  await expect(action(6)).toContainText("A is closed, which returned 3");
  await expect(action(6)).toContainText("≠ outcome");
  await expect(action(6)).toHaveAttribute("aria-selected", "true");

  await action(5).click();
  const snapshots = dialog.getByRole("table", { name: "Snapshots after action 5" });
  await expect(snapshots.getByRole("row", { name: "so_far" }).getByRole("cell")).toHaveText([
    "3",
    "3",
    "7",
    "7",
  ]);
  await expect(snapshots).not.toContainText("differs");
  await page.keyboard.press("ArrowDown");
  await expect(action(6)).toBeFocused();
  const outcome = dialog
    .getByRole("table", { name: "Snapshots after action 6" })
    .getByRole("row", { name: "outcome (differs)" });
  await expect(outcome.getByRole("cell")).toHaveText(["A is closed", "A is closed, which returned 3"]);

  const link = dialog.getByRole("link", { name: "Open in CPython 3.15 in a new tab" });
  await expect(link).toHaveAttribute("rel", "noopener");
  const carried = await decodeLink(new URL((await link.getAttribute("href")) ?? "").hash);
  expect(carried.python).toBe("3.15");
  expect(carried.actions).toHaveLength(7);

  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => sandboxes.count()).toBeLessThanOrEqual(2);
  await expect(playground.entries).toHaveCount(7);
  expect(await playground.branch("B").frame()).toBe(before);
  expect(await playground.branch("B").next()).toBe("raised StopIteration");
});

thorough("where there is nothing to play it says what to do", async ({ page }) => {
  const playground = new Playground(page);
  const nothing = { format: 2, title: "", notes: "", python: "3.14", source: "", actions: [] } as const;
  await playground.openLink(await encodeLink(nothing));
  await playground.button("Compare Pythons").click();
  await expect(playground.dialog("Compare Pythons")).toContainText("press Run first");
});
