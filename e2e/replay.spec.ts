import type { Experiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect, test } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const FOUR: Experiment = {
  format: 2,
  title: "Four",
  notes: "",
  python: "3.14",
  source: "import random\n\ndef g():\n    yield 1\n    yield random.random()\n    yield 3\n",
  actions: [
    { do: "start", branch: "A", call: "g()" },
    { do: "next", branch: "A" },
    { do: "next", branch: "A" },
    { do: "next", branch: "A" },
  ],
  expected: [null, { kind: "yielded", text: "1" }, { kind: "yielded", text: "0.5" }],
};

test("Run replays up to where the link's reader stood; Step and Play actions go on", async ({ page }) => {
  const playground = new Playground(page);
  await playground.openLink(await encodeLink({ ...FOUR, cursor: 2 }));
  await playground.isReady();
  await playground.button("Run").click();
  await expect(playground.entries).toHaveCount(2);
  expect(await playground.outcome(1)).toBe("yielded 1");
  await playground.button("Step").click();
  await expect(playground.entries).toHaveCount(3);
  await playground.outcome(2);
  await playground.button("Play actions").click();
  await expect(playground.entries).toHaveCount(4);
  expect(await playground.outcome(3)).toBe("yielded 3");
  await expect(playground.button("Step")).toHaveCount(0);

  // Run once more is a restart, from which the rest can be played.
  await playground.button("Run").click();
  await expect(playground.entries).toHaveCount(1);
  await playground.outcome(0);
  await expect(playground.button("Play actions")).toBeVisible();
});

test("a replay that comes out otherwise says at which action first, what was expected and what came", async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openLink(await encodeLink(FOUR));
  await playground.isReady();
  await playground.button("Run").click();
  await expect(playground.entries).toHaveCount(4);
  const told = page.getByRole("status").filter({ hasText: "came out otherwise than recorded" });
  await expect(told).toContainText("Action 3 (next on A)");
  await expect(told).toContainText("yielded 0.5");
  await expect(told).toContainText(/gotyielded 0\.\d{3}/);
});

test("what is done by hand takes the place of what was recorded, unless it is the same", async ({ page }) => {
  const playground = new Playground(page);
  await playground.openLink(await encodeLink({ ...FOUR, cursor: 1 }));
  await playground.isReady();
  await playground.run();
  const a = playground.branch("A");
  expect(await a.next()).toBe("yielded 1");
  await expect(playground.button("Play actions")).toBeVisible();
  expect(await a.close()).toMatch(/^closed/);
  await expect(playground.button("Play actions")).toHaveCount(0);
});
