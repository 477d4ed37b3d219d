import type { Locator } from "@playwright/test";
import { expect, test, testInOnePage } from "./fixtures.ts";
import type { Playground } from "./playground.ts";

const COUNTER = `def counter(limit):
    n = 0
    while n < limit:
        step = yield n
        n += step or 1
`;

const tree = ({ page }: Playground): Locator => page.getByRole("region", { name: "Fork tree" });

const item = (playground: Playground, name: string): Locator =>
  tree(playground).getByRole("treeitem", { name: new RegExp(`^${name}, `) });

/** What the tree says of each branch, with its level. */
const items = (playground: Playground): Promise<readonly string[]> =>
  tree(playground)
    .getByRole("treeitem")
    .evaluateAll((rows) => rows.map((row) => `${row.ariaLevel}: ${row.ariaLabel}`));

const press = (playground: Playground, name: string): Promise<void> =>
  tree(playground).getByRole("button", { name, exact: true }).click();

test("who was cloned from whom, when and by which policy", async ({ playground }) => {
  const { page, entries } = playground;
  await expect(tree(playground)).toContainText("no branch yet");
  await playground.start(COUNTER, "counter(100)");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  await page.getByRole("button", { name: "Policy: fork" }).click();
  await playground.dialog("Policy").getByRole("radio", { name: "shallow" }).check();
  await page.keyboard.press("Escape");
  await playground.branch("B").clone();
  await playground.branch("A").clone();
  await playground.branch("C").close();
  await playground.branch("B").drop();
  expect(await items(playground)).toEqual([
    "1: A, original, counter(100), started at action 1, suspended",
    "2: B, clone of A by fork at action 3, dropped",
    "3: C, clone of B by shallow at action 4, closed",
    "2: D, clone of A by shallow at action 5, suspended",
  ]);
  await expect(tree(playground)).toContainText("shallow");

  // It tells of the moment that is looked at.
  await entries.nth(3).getByRole("button").click();
  await expect(item(playground, "D")).toHaveCount(0);
  await expect(item(playground, "B")).toHaveAccessibleName("B, clone of A by fork at action 3, suspended");
});

testInOnePage("columns are collapsed, expanded and gone to by the keyboard", async ({ playground }) => {
  const { page } = playground;
  await playground.start(COUNTER, "counter(100)");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  await playground.branch("B").clone();
  await item(playground, "A").focus();
  await page.keyboard.press("ArrowDown");
  await expect(item(playground, "B")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(item(playground, "B")).toHaveAccessibleName(/, suspended, collapsed$/);
  expect(await playground.branches()).toEqual(["A", "C"]);

  await page.keyboard.press("Tab");
  await expect(tree(playground).getByRole("button", { name: "Expand B" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(tree(playground).getByRole("button", { name: "Collapse B" })).toBeFocused();
  expect(await playground.branches()).toEqual(["A", "B", "C"]);

  await press(playground, "Show only B");
  expect(await playground.branches()).toEqual(["B"]);
  await press(playground, "Collapse B");
  expect(await playground.branches()).toEqual([]);
  await expect(page.getByText("All branches are collapsed")).toBeVisible();
  // What is gone to is expanded.
  await item(playground, "B").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(playground.branch("C").region).toBeFocused();
  expect(await playground.branches()).toEqual(["C"]);
  await press(playground, "Show all");
  expect(await playground.branches()).toEqual(["A", "B", "C"]);
});

testInOnePage("a branch is renamed in all that was done to it", async ({ playground }) => {
  const { page, entries } = playground;
  await playground.start(COUNTER, "counter(100)");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  expect(await playground.branch("A").send("next(B)")).toBe("yielded 1");
  await item(playground, "B").focus();
  await press(playground, "Rename B…");
  const name = tree(playground).getByRole("textbox", { name: "New name of B" });
  await expect(name).toBeFocused();
  for (const [wrong, why] of [
    ["A", "There is a branch A in this experiment already"],
    ["2nd", "“2nd” will not do"],
    ["next", "Action 4, A · send next(B), uses next for something else"],
  ] as const) {
    await name.fill(wrong);
    await page.keyboard.press("Enter");
    await expect(tree(playground).getByRole("alert")).toContainText(why);
    await expect(name).toHaveValue(wrong);
  }
  expect(await playground.branches()).toEqual(["A", "B"]);

  await name.fill("twin");
  await page.keyboard.press("Enter");
  await expect(entries).toHaveText([
    "A · start counter(100) → started",
    "A · next → yielded 0",
    "A · clone → twin → cloned",
    "A · send next(twin) → yielded 1",
  ]);
  await playground.isReady();
  expect(await playground.branches()).toEqual(["A", "twin"]);
  await expect(item(playground, "twin")).toBeFocused();
  await playground.branch("twin").expectLocal("n", "1");
  expect(await playground.branch("twin").next()).toBe("yielded 2");
});

testInOnePage("eight branches stay within reach", async ({ playground }) => {
  const { page } = playground;
  await playground.start(COUNTER, "counter(100)");
  await playground.branch("A").next();
  for (const _ of "BCDEFGH") await playground.branch("A").clone();
  expect(await playground.branches()).toEqual([..."ABCDEFGH"]);
  await item(playground, "A").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  const { region } = playground.branch("H");
  await expect(region).toBeFocused();
  for (const name of ["Next", "Clone"]) {
    await expect(region.getByRole("button", { name, exact: true })).toBeInViewport({ ratio: 0.99 });
  }
  expect((await region.boundingBox())?.width).toBeGreaterThan(220);
  // The names of the rows stay beside it, and with them what stands above them.
  await expect(page.getByRole("button", { name: "Policy: fork" })).toBeInViewport({ ratio: 0.99 });
  expect(await playground.branch("H").next()).toBe("yielded 1");
});
