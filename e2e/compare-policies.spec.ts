import { expect, test } from "./fixtures.ts";

const SOURCE = "def g():\n    for letter in iter('abcdef'):\n        yield letter\n";

test("every policy's clone is seen beside the original, whose experiment stays as it is", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.button("Compare policies").click();
  await expect(playground.dialog("Compare policies")).toContainText("press Run first");
  await page.keyboard.press("Escape");

  await playground.start(SOURCE, "g()");
  const a = playground.branch("A");
  await a.next();
  await playground.button("Compare policies").click();
  const dialog = playground.dialog("Compare policies");
  await expect(dialog.getByRole("status")).toHaveText("4 policies compared", { timeout: 60_000 });
  const table = dialog.getByRole("table", { name: "Clones of A" });
  const group = (policy: string) =>
    table.getByRole("rowgroup").filter({ has: table.page().getByText(policy, { exact: true }) });
  await expect(group("fork").getByRole("row").first()).toContainText("yielded 'b'");
  await expect(group("fork")).not.toContainText("otherwise");
  await expect(group("shallow")).toContainText("yielded 'c' (otherwise)");
  await expect(group("strict")).toContainText("refused");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(playground.entries).toHaveCount(2);
  expect(await a.next()).toBe("yielded 'b'");
});
