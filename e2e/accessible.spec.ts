import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, IS_THOROUGH, test, thorough } from "./fixtures.ts";
import { walkViews } from "./views.ts";

const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** What has nearly all of the colours that there are; the other views are looked at in the dark where everything is tried. */
const COLOURFUL = new Set(["Help", "Objects", "Embed"]);

/** Expects axe to find nothing on what is shown, or on a part of it. In the dark nothing but the colours is another. */
async function expectAccessible(page: Page, part = "html", inTheDark = true): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of inTheDark ? (["light", "dark"] as const) : (["light"] as const)) {
    await page.emulateMedia({ colorScheme });
    // In the one document of ours: the frame of the sandbox has nothing to see, and embeds are looked at by themselves.
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .include(part)
      .exclude("iframe")
      .exclude("genclone-experiment");
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

test("axe finds nothing wrong with any view", async ({ page, playground }) => {
  test.setTimeout(480_000);
  await walkViews(playground, async ({ name, part }) => {
    await test.step(name, () => expectAccessible(page, part, IS_THOROUGH || COLOURFUL.has(name)));
    if (name !== "Embed") return;
    await page.setViewportSize({ width: 600, height: 800 });
    await expectAccessible(page, part);
  });
});

thorough("axe finds nothing wrong with the longest tables", async ({ page, playground }) => {
  test.setTimeout(240_000);
  // Their rows are like those of the other tables, and there are hundreds.
  await playground.start("def g():\n    yield 1\n    yield 2\n", "g()");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  await expectAccessible(page);
});
