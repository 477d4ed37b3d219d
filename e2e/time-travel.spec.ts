import type { Action } from "../protocol/action.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect, testInOnePage as test } from "./fixtures.ts";

const SOURCE =
  "def g():\n    n = 0\n    while True:\n        n += 1\n        print('step', n)\n        yield n\n";

test("the past is looked at, and gone on from", async ({ playground }) => {
  const { page, entries } = playground;
  await playground.start(SOURCE, "g()");
  const a = playground.branch("A");
  for (const _ of [1, 2, 3]) await a.next();
  await a.clone();
  await a.expectLocal("n", "3");

  const moment = page.getByRole("slider", { name: "Moment" });
  await expect(moment).toHaveValue("5");
  await entries.nth(1).getByRole("button").click();
  await expect(moment).toHaveValue("2");
  await a.expectLocal("n", "1");
  expect(await playground.branches()).toEqual(["A"]);
  await expect(playground.output).not.toContainText("step 2");
  await expect(entries.nth(1)).toHaveAttribute("aria-current", "step");
  // The arrow keys go on from the action that was pressed.
  await page.keyboard.press("ArrowRight");
  await a.expectLocal("n", "2");
  await expect(moment).toHaveAttribute("aria-valuetext", /action 3 of 5: A · next → yielded 2/);
  await page.keyboard.press("Home");
  await expect(moment).toHaveValue("1");
  await page.keyboard.press("End");
  await expect(moment).toHaveValue("5");

  // In the past nothing is done but to look.
  await moment.fill("3");
  await expect(a.region.getByRole("button", { name: "Next" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Branch from here" }).click();
  await expect(entries).toHaveCount(3);
  await playground.isReady();
  expect(await a.next()).toBe("yielded 3");
  // What was recorded after it and is the same again can still be played.
  await playground.button("Play actions").click();
  await expect(entries).toHaveCount(5);
  expect(await playground.outcome(4)).toBe("cloned");
  expect(await playground.branches()).toEqual(["A", "B"]);
});

test("a long timeline is travelled through, from its first action to its last", async ({ playground }) => {
  const { page, entries } = playground;
  const next: Action = { do: "next", branch: "A" };
  const start: Action = { do: "start", branch: "A", call: "g()" };
  await playground.openLink(
    await encodeLink({
      format: 2,
      title: "Long",
      notes: "",
      python: "3.14",
      source: SOURCE,
      actions: [start, ...Array<Action>(59).fill(next)],
    }),
  );
  await playground.isReady();
  await playground.runAll(60);
  await expect(entries.nth(59)).toHaveAttribute("aria-current", "step");
  await entries.nth(59).getByRole("button").focus();
  await page.keyboard.press("Home");
  await expect(entries.first()).toBeInViewport();
  await expect(entries.first().getByRole("button")).toBeFocused();
  await entries.nth(20).getByRole("button").click();
  await page.keyboard.press("ArrowLeft");
  await playground.branch("A").expectLocal("n", "19");
  await page.keyboard.press("End");
  await playground.branch("A").expectLocal("n", "59");
  await expect(entries.nth(59)).toBeInViewport();
});
