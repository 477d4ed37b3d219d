import { expect, test, thorough } from "./fixtures.ts";

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
  // The browser tells of a dialog's end after it, and until then the keys are the dialog's.
  await expect(playground.dialog("Gallery")).toHaveCount(0);
  await page.keyboard.press("?");
  const help = playground.dialog("Help");
  await expect(help.getByRole("rowheader", { name: "n", exact: true })).toBeVisible();
  await expect(help.getByRole("term").filter({ hasText: "Shared band" })).toBeVisible();
  await page.keyboard.press("Escape");
  await playground.button("Help").click();
  await expect(help).toBeVisible();
  await expect(playground.entries).toHaveCount(5);
});

test("a newcomer is led over the page, and what is pressed for them is done", async ({
  page,
  playground,
}) => {
  const offer = page.getByRole("button", { name: "Take the tour" });
  await offer.click();
  const step = page.getByRole("dialog");
  const goOn = step.getByRole("button", { name: "Next step" });
  await expect(step).toBeFocused();
  await expect(step).toHaveAccessibleName("A generator's source 1 of 7");
  await expect(offer).toHaveCount(0);
  await goOn.click();
  await expect(step).toHaveAccessibleName("Run makes a generator 2 of 7");
  await expect(step).toBeFocused();
  await step.getByRole("button", { name: "Back" }).click();
  await goOn.click();
  await goOn.click();
  await playground.branch("A").expectStatus("created");
  for (const outcome of [/^yielded/, "cloned", /^yielded/]) {
    const count = await playground.entries.count();
    await goOn.click();
    await expect(playground.entries).toHaveCount(count + 1);
    expect(await playground.outcome(count)).toMatch(outcome);
  }
  expect(await playground.branches()).toEqual(["A", "B"]);
  await expect(step).toHaveAccessibleName("Every action is kept 6 of 7");
  await goOn.click();
  await step.getByRole("button", { name: "Finish" }).click();
  await expect(step).toHaveCount(0);
  await expect(playground.button("Share")).toBeFocused();

  // From Help it can be taken again; what was done is not done twice.
  await page.keyboard.press("?");
  await playground.dialog("Help").getByRole("button", { name: "Take the tour" }).click();
  await expect(step).toHaveAccessibleName(/1 of 7/);
  await goOn.click();
  await goOn.click();
  await page.keyboard.press("Escape");
  await expect(step).toHaveCount(0);
  await expect(playground.entries).toHaveCount(4);
});

thorough("the tour is offered once, in no one's way, and not to somebody with a link", async ({ page }) => {
  const offer = page.getByRole("button", { name: "Take the tour" });
  await page.goto("/#v1.damaged");
  await expect(page.getByRole("region", { name: "Notices" })).toContainText("damaged");
  await expect(offer).toHaveCount(0);
  await page.goto("/?");
  await expect(offer).toBeVisible();
  await page.getByRole("button", { name: "No, thanks" }).click();
  await expect(offer).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("Press Run")).toBeVisible();
  await expect(offer).toHaveCount(0);
});
