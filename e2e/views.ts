import type { Experiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect } from "./patient.ts";
import type { Playground } from "./playground.ts";

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

/** The longest tables. The fewer rows behind a dialog, the sooner axe is through. */
const LONG = ["Frame", "Bytecode", "Memory"];

/** Something that a person can come to see. */
export interface View {
  readonly name: string;
  /** The selector of what there is to look at. */
  readonly part: string;
}

/**
 * Goes through all views there are, from an open page whose interpreter is ready on, and shows each of them. `look` leaves
 * the page as it was; it may give it another size and another theme.
 */
export async function walkViews(playground: Playground, look: (view: View) => Promise<void>): Promise<void> {
  await look({ name: "Empty", part: "html" });
  await walkDialogs(playground, look);
  await walkBranches(playground, look);
  await walkPages(playground, look);
}

/** Looks at the dialog of this name, and closes it. */
async function lookAtDialog(
  playground: Playground,
  name: string,
  look: (view: View) => Promise<void>,
): Promise<void> {
  await expect(playground.dialog(name)).toBeVisible();
  await look({ name, part: "dialog" });
  await playground.page.keyboard.press("Escape");
  await expect(playground.dialog(name)).toHaveCount(0);
}

async function walkDialogs(playground: Playground, look: (view: View) => Promise<void>): Promise<void> {
  const { page } = playground;
  for (const name of ["Gallery", "Drafts", "Share", "Help"]) {
    await playground.button(name).click();
    await lookAtDialog(playground, name, look);
  }
  await page.getByRole("button", { name: "Take the tour" }).click();
  await expect(page.getByRole("button", { name: "Next step" })).toBeVisible();
  await look({ name: "Tour", part: ".tour" });
  await page.getByRole("button", { name: "Skip tour" }).click();
}

async function walkBranches(playground: Playground, look: (view: View) => Promise<void>): Promise<void> {
  const { page } = playground;
  await playground.start(WALK, "walk([1, 2, 3])");
  const a = playground.branch("A");
  await a.next();
  for (const table of LONG) {
    await page.getByRole("button", { name: `Rows of ${table}`, exact: true }).click();
  }
  await page.getByRole("button", { name: "Policy: fork" }).click();
  await expect(playground.dialog("Policy").getByRole("table", { name: "A by fork" })).toBeVisible();
  await lookAtDialog(playground, "Policy", look);
  await playground.button("Compare policies").click();
  await expect(playground.dialog("Compare policies").getByRole("rowheader").first()).toBeVisible();
  await lookAtDialog(playground, "Compare policies", look);
  await playground.button("Compare Pythons").click();
  // Another interpreter boots for it.
  await expect(playground.dialog("Compare Pythons")).toBeVisible();
  await expect(playground.dialog("Compare Pythons").getByText("Playing")).toHaveCount(0, { timeout: 60_000 });
  await lookAtDialog(playground, "Compare Pythons", look);

  await a.throw("ValueError('no')");
  for (let clones = 0; clones < 3; clones++) await a.clone();
  await playground.branch("B").next();
  await playground.branch("C").throw("KeyError('raised')");
  const objects = page.getByRole("region", { name: "Objects", exact: true });
  await objects.scrollIntoViewIfNeeded();
  await expect(objects.locator(".heap-arrow").first()).toBeAttached();
  await look({ name: "Objects", part: "html" });
  await a.region.scrollIntoViewIfNeeded();
  await look({ name: "Four branches", part: ".app" });
}

async function walkPages(playground: Playground, look: (view: View) => Promise<void>): Promise<void> {
  const { page } = playground;
  await playground.follow("v1.damaged");
  await expect(page.getByRole("region", { name: "Notices" })).toContainText("damaged");
  await look({ name: "A damaged link", part: "html" });
  await page.goto("/help.html");
  await expect(page.frameLocator("iframe").first().getByRole("button", { name: "Run" })).toBeVisible();
  await look({ name: "Help page", part: "html" });
  await page.goto("/embed.html#v1.damaged");
  await expect(page.getByRole("alert")).toContainText("damaged");
  await look({ name: "An embed of a damaged link", part: "html" });
  await page.goto(`/?embed#${await encodeLink(COUNT)}`);
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("region", { name: "Branch B" })).toBeVisible();
  await look({ name: "Embed", part: "html" });
}
