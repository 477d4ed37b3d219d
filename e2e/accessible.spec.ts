import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Experiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect, IS_THOROUGH, test } from "./fixtures.ts";

const WALK = `def walk(items):
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    for item in items:
        try:
            yield add(item)
        except ValueError as error:
            yield error
`;

const COUNT: Experiment = {
  format: 2,
  title: "Count twice",
  notes: "",
  python: "3.14",
  source: "def count():\n    for n in range(9):\n        yield n  # here\n",
  actions: [
    { do: "start", branch: "A", call: "count()" },
    { do: "next", branch: "A" },
    { do: "clone", branch: "A", as: "B", policy: "fork" },
    { do: "next", branch: "B" },
  ],
};

const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** The longest tables. */
const FOLDED = ["Frame", "Bytecode", "Memory"];

/** Expects axe to find nothing on what is shown, or on a part of it. In the dark nothing but the colours is another. */
async function expectAccessible(page: Page, part = "html"): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // In the one document of ours: the frame of the sandbox has nothing to see.
    const axe = new AxeBuilder({ page }).setLegacyMode().include(part);
    if (colorScheme === "dark") axe.withRules(OF_COLOURS);
    const { violations } = await axe.analyze();
    found.push(
      ...violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => `${id} (${help}) at ${target}, ${colorScheme}`),
      ),
    );
  }
  expect.soft(found).toEqual([]);
}

test("axe finds nothing wrong with the page and its dialogs", async ({ page, playground }) => {
  test.setTimeout(240_000);
  const expectOfDialog = async (name: string) => {
    await expect(playground.dialog(name)).toBeVisible();
    await expectAccessible(page, "dialog");
    await page.keyboard.press("Escape");
  };
  await expectAccessible(page);
  for (const name of ["Gallery", "Drafts", "Share", "Help"]) {
    await playground.button(name).click();
    await expectOfDialog(name);
  }
  await page.getByRole("button", { name: "Take the tour" }).click();
  await expect(page.getByRole("button", { name: "Next step" })).toBeVisible();
  await expectAccessible(page, ".tour");
  await page.getByRole("button", { name: "Skip tour" }).click();

  await playground.start(WALK, "walk([1, 2, 3])");
  const a = playground.branch("A");
  await a.next();
  // The fewer rows behind a dialog, the sooner axe is through.
  const press = (table: string) =>
    page.getByRole("button", { name: `Rows of ${table}`, exact: true }).click();
  for (const table of FOLDED) await press(table);
  await page.getByRole("button", { name: "Policy: fork" }).click();
  await expect(playground.dialog("Policy").getByRole("table", { name: "A by fork" })).toBeVisible();
  await expectOfDialog("Policy");
  await playground.button("Compare policies").click();
  await expect(playground.dialog("Compare policies").getByRole("rowheader").first()).toBeVisible();
  await expectOfDialog("Compare policies");
  // Their rows are like those of the other tables, and there are hundreds.
  if (IS_THOROUGH) for (const table of FOLDED) await press(table);

  await a.throw("ValueError('no')");
  await a.clone();
  await playground.branch("B").next();
  const objects = page.getByRole("region", { name: "Objects", exact: true });
  await objects.scrollIntoViewIfNeeded();
  await expect(objects.locator(".heap-arrow").first()).toBeAttached();
  await expectAccessible(page);
});

test("axe finds nothing wrong with an embed", async ({ page }) => {
  await page.goto(`/?embed#${await encodeLink(COUNT)}`);
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("region", { name: "Branch B" })).toBeVisible();
  for (const width of [1000, 600]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page);
  }
});
