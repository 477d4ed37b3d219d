import type { Locator } from "@playwright/test";
import { expect, testInOnePage, thorough } from "./fixtures.ts";
import type { Playground } from "./playground.ts";

const WALK = `def walk(items):
    acc = []
    for item in items:
        acc.append(item)
        yield item
`;

const ITEMS = /^#\d+ list \[10, 20, 30\]: A\.items, B\.items, #\d+ its list, #\d+ its list \(shared\)$/;
const ACC = /^#\d+ list \[10\]: A\.acc, B\.acc \(shared\)$/;
const ITERATOR_OF_A = /^#\d+ list_iterator at 1 of 3: A\.stack\[0\] \(A's own\)$/;
const ITERATOR_OF_B = /^#\d+ list_iterator at 1 of 3: B\.stack\[0\] \(B's own\)$/;

/** The region of the objects, as a person reads it. */
class Objects {
  readonly region: Locator;
  /** The objects, in the order of their numbers. */
  readonly all: Locator;
  /** The arrows that are lit. */
  readonly lit: Locator;

  constructor({ page }: Playground) {
    this.region = page.getByRole("region", { name: "Objects", exact: true });
    this.all = this.region.getByRole("listitem");
    this.lit = this.region.locator('.heap-arrow[data-lit="true"]');
  }

  named(name: RegExp): Locator {
    return this.all.getByRole("button", { name });
  }

  /** Scrolls to the drawing and waits for it. */
  async see(): Promise<void> {
    await this.region.scrollIntoViewIfNeeded();
    await expect(this.region.locator(".heap-arrow").first()).toBeAttached();
  }
}

/** A loop over a list, cloned in its midst. */
async function cloneWalk(playground: Playground): Promise<Objects> {
  await playground.start(WALK, "walk([10, 20, 30])");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  return new Objects(playground);
}

testInOnePage(
  "what two branches share is there once, and their iterators are their own",
  async ({ playground }) => {
    const objects = await cloneWalk(playground);
    for (const name of [ITEMS, ACC, ITERATOR_OF_A, ITERATOR_OF_B]) {
      await expect(objects.named(name)).toHaveCount(1);
    }
    // The numbers that the frames hold are none of them.
    await expect(objects.all).toHaveCount(4);
  },
);

testInOnePage(
  "shared objects are drawn between the branches, own ones at their side",
  async ({ playground }) => {
    const objects = await cloneWalk(playground);
    await objects.see();
    const places = [ITERATOR_OF_A, ITEMS, ITERATOR_OF_B].map(
      async (name) => (await objects.named(name).boundingBox())?.x,
    );
    const [ofA = Number.NaN, shared = Number.NaN, ofB = Number.NaN] = await Promise.all(places);
    expect(ofA).toBeLessThan(shared);
    expect(shared).toBeLessThan(ofB);
  },
);

testInOnePage("a branch that is not shown takes its own objects along", async ({ playground }) => {
  const objects = await cloneWalk(playground);
  await objects.region.getByRole("checkbox", { name: "Show B" }).uncheck();
  await expect(objects.named(ITERATOR_OF_B)).toHaveCount(0);
  await expect(objects.named(ITERATOR_OF_A)).toHaveCount(1);
  await expect(objects.named(ACC)).toHaveCount(1);
  await objects.region.getByRole("checkbox", { name: "Show B" }).check();
  await expect(objects.named(ITERATOR_OF_B)).toHaveCount(1);
});

testInOnePage("the keyboard goes from object to object and lights their arrows", async ({ playground }) => {
  const objects = await cloneWalk(playground);
  await objects.see();
  await expect(objects.lit).toHaveCount(0);
  await objects.region.getByRole("checkbox", { name: "Show B" }).focus();
  await playground.page.keyboard.press("Tab");
  await expect(objects.named(ITEMS)).toBeFocused();
  // From both frames, and from both iterators.
  await expect(objects.lit).toHaveCount(4);
  await playground.page.keyboard.press("ArrowRight");
  await expect(objects.named(ACC)).toBeFocused();
  await expect(objects.lit).toHaveCount(2);
  await playground.page.keyboard.press("End");
  await expect(objects.named(ITERATOR_OF_B)).toBeFocused();
  await objects.region.getByRole("button", { name: "Objects" }).focus();
  await expect(objects.lit).toHaveCount(0);
  await objects.named(ACC).hover();
  await expect(objects.lit).toHaveCount(2);
});

testInOnePage("the past has its own objects", async ({ playground }) => {
  const objects = await cloneWalk(playground);
  await expect(objects.named(ITERATOR_OF_B)).toHaveCount(1);
  await playground.page.getByRole("slider", { name: "Moment" }).fill("2");
  await expect(objects.named(/^#\d+ list_iterator at 1 of 3: A\.stack\[0\]$/)).toHaveCount(1);
  await expect(objects.all).toHaveCount(3);
  await expect(objects.region.getByRole("checkbox")).toHaveCount(0);
});

thorough(
  "there are no objects before there is a branch, and folded they stay folded",
  async ({ playground }) => {
    const objects = new Objects(playground);
    await expect(objects.region).toHaveCount(0);
    await playground.start(WALK, "walk([10, 20, 30])");
    await playground.branch("A").next();
    await expect(objects.all).toHaveCount(3);
    const fold = objects.region.getByRole("button", { name: "Objects" });
    await fold.click();
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(objects.all).toHaveCount(0);

    await playground.page.reload();
    await playground.isReady();
    await playground.button("Run").click();
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await fold.click();
    await expect(objects.all).toHaveCount(3);
  },
);
