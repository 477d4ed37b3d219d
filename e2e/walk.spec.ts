import { expect, test, testInOnePage } from "./fixtures.ts";

const COUNTER = `def counter(limit):
    n = 0
    while n < limit:
        got = yield n
        n += 1 if got is None else got
`;

/** The branches' own objects have numbers of their own, also inside a repr. */
const withoutOrdinals = (frame: string) => frame.replaceAll(/ #\d+/g, "");

test("a person runs the example, clones it, and each branch goes its own way", async ({ playground }) => {
  expect(await playground.run()).toMatch(/^started/);
  const a = playground.branch("A");
  expect(await a.next()).toMatch(/^yielded/);
  expect(await a.next()).toMatch(/^yielded/);
  expect(await a.clone()).toMatch(/^cloned/);
  expect(await playground.branches()).toEqual(["A", "B"]);

  const b = playground.branch("B");
  const asCloned = await b.frame();
  expect(withoutOrdinals(await a.frame())).toBe(withoutOrdinals(asCloned));
  await a.next();
  expect(await b.frame()).toBe(asCloned);
});

testInOnePage("every action on one branch leaves the other as it was", async ({ playground }) => {
  await playground.start(COUNTER, "counter(100)");
  const a = playground.branch("A");
  await a.next();
  await a.next();
  await a.clone();
  const b = playground.branch("B");
  await b.expectLocal("n", "1");
  await b.expectStatus("suspended");
  await b.expectLine(4);

  expect(await b.send("5")).toBe("yielded 6");
  await b.expectLocal("n", "6");
  await a.expectLocal("n", "1");

  expect(await a.next()).toBe("yielded 2");
  await b.expectLocal("n", "6");

  const untouched = await b.frame();
  expect(await a.throw("ValueError('enough')")).toMatch(/^raised ValueError: enough/);
  await a.expectStatus("raised");
  expect(await b.frame()).toBe(untouched);

  expect(await b.close()).toMatch(/^closed/);
  await b.expectStatus("closed");
  await a.expectStatus("raised");
});

testInOnePage("a clone of a clone is a third branch, and a dropped one is gone", async ({ playground }) => {
  await playground.start(COUNTER, "counter(100)");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  await playground.branch("B").next();
  await playground.branch("B").clone();
  expect(await playground.branches()).toEqual(["A", "B", "C"]);
  await playground.branch("A").expectLocal("n", "0");
  await playground.branch("C").expectLocal("n", "1");

  expect(await playground.branch("B").drop()).toMatch(/^dropped/);
  expect(await playground.branches()).toEqual(["A", "C"]);
  expect(await playground.branch("C").next()).toBe("yielded 2");
});

testInOnePage("what the branches share and what is their own can be told apart", async ({ playground }) => {
  const source = `def walk(items):
    for item in items:
        seen = [item]
        yield seen
`;
  await playground.start(source, "walk([10, 20, 30])");
  const a = playground.branch("A");
  await a.next();
  await a.clone();
  await a.expectIdentity("Locals", "items", "same object");
  await a.expectIdentity("Locals", "seen", "same object");
  await a.next();
  await a.expectIdentity("Locals", "items", "same object");
  await a.expectIdentity("Locals", "seen", "own");
});

testInOnePage("Run starts afresh from the source as it is now", async ({ playground }) => {
  await playground.start(COUNTER, "counter(100)");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  expect(await playground.start(COUNTER.replace("n = 0", "n = 7"), "counter(100)")).toMatch(/^started/);
  expect(await playground.branches()).toEqual(["A"]);
  expect(await playground.branch("A").next()).toBe("yielded 7");
});

testInOnePage("what came before an action is never taken for what comes of it", async ({ playground }) => {
  await playground.start(COUNTER, "counter(100)");
  const next = playground.branch("A").region.getByRole("button", { name: "Next", exact: true });
  // Before the next task, as nobody is quicker; and again as soon as the page says that it is ready.
  const [status, title, outcome] = await next.evaluate(async (button: HTMLElement) => {
    const status = document.querySelector("[role=status]");
    const isReady = () => status?.textContent === "ready";
    button.click();
    for (let turn = 0; turn < 10; turn++) await null;
    const begun = [status?.textContent, document.title] as const;
    while (!isReady()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return [...begun, button.closest("[role=region], section")?.textContent];
  });
  expect(status).not.toBe("ready");
  expect(title).not.toContain("ready");
  expect(outcome).toContain("yielded 0");
});
