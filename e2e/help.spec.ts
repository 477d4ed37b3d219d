import { expect, test } from "./fixtures.ts";

const LETTERS = "def letters():\n    for letter in iter('abc'):\n        yield letter\n";

test("keys do what the buttons do, but not where somebody writes or chooses", async ({
  page,
  playground,
}) => {
  await playground.write(LETTERS);
  await playground.call("letters()");
  await page.keyboard.press("r");
  await expect(playground.entries).toHaveCount(0);
  await page.getByRole("textbox", { name: "Call" }).fill("letters()");
  await page.getByRole("textbox", { name: "Call" }).blur();
  for (const [key, outcome] of [
    ["r", "started"],
    ["n", "yielded 'a'"],
    ["c", "cloned"],
    // The clone was the last that came to be.
    ["n", "yielded 'b'"],
  ] as const) {
    const count = await playground.entries.count();
    await page.keyboard.press(key);
    expect(await playground.outcome(count)).toBe(outcome);
  }
  await playground.branch("A").region.focus();
  await page.keyboard.press("n");
  expect(await playground.outcome(4)).toBe("yielded 'b'");
  await expect(playground.entries.nth(4)).toContainText("A · next");
  await page.keyboard.press("Control+n");
  await page.keyboard.press("g");
  await expect(playground.dialog("Gallery")).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const help = playground.dialog("Help");
  await expect(help.getByRole("rowheader", { name: "n", exact: true })).toBeVisible();
  await expect(help.getByRole("term").filter({ hasText: "Shared band" })).toBeVisible();
  await page.keyboard.press("Escape");
  await playground.button("Help").click();
  await expect(help).toBeVisible();
  await expect(playground.entries).toHaveCount(5);
});
