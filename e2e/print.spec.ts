import { expect, test } from "./fixtures.ts";

const COUNT = "def count(start):\n    for n in range(start, 99):\n        yield n\n";

test("on paper there are the source, the timeline and the branches whole, in light, and nothing to press", async ({
  page,
  playground,
}) => {
  await playground.start(COUNT, "count(7)");
  await playground.branch("A").next();
  for (const name of ["B", "C", "D"]) {
    await playground.branch("A").clone();
    await playground.branch(name).next();
  }
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // Paper of A4 between its margins, upright and across.
  for (const width of [718, 1030]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.getByRole("region", { name: "Source" })).toContainText("for n in range(start, 99):");
    await expect(playground.entries.nth(1)).toContainText("A · next → yielded 7");
    await expect(playground.entries.last()).toContainText("D · next → yielded 8");
    for (const name of ["A", "B", "C", "D"]) {
      const { region } = playground.branch(name);
      await expect(region.getByRole("table", { name: "Locals" }).getByText("start")).toBeVisible();
      const box = await region.boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? width) <= width).toBe(true);
    }
    for (const name of ["Run", "Next", "Clone", "Share", "Rows of Locals"]) {
      await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    // Nothing is cut off that would have to be scrolled to.
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll(".app *:not(.unseen)")]
        .filter((one) => getComputedStyle(one).overflowY !== "visible")
        .filter((one) => one.scrollHeight > one.clientHeight + 1)
        .map((one) => `${one.tagName} ${one.className}`),
    );
    expect(cut).toEqual([]);
  }
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(28, 27, 24)");
  await page.pdf({ path: test.info().outputPath("paper.pdf") });
  await page.setViewportSize({ width: 718, height: 1400 });
  await page.screenshot({ path: test.info().outputPath("paper.png"), fullPage: true });
});
