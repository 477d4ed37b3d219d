import { expect, testInOnePage as test } from "./fixtures.ts";

const SOMETIMES_ENDLESS = `def g():
    n = 0
    while True:
        n += 1
        command = yield n
        while command == "hang":
            pass
`;

test("an endless loop is stopped by its deadline, and the experiment goes on", async ({ playground }) => {
  await playground.start(SOMETIMES_ENDLESS, "g()");
  const a = playground.branch("A");
  expect(await a.next()).toBe("yielded 1");
  expect(await a.next()).toBe("yielded 2");
  expect(await a.clone()).toMatch(/^cloned/);

  expect(await a.send("'hang'")).toMatch(/^stopped/);
  expect(await playground.branches()).toEqual(["A", "B"]);
  await a.expectLocal("n", "2");
  await expect(playground.entries).toHaveCount(5);

  expect(await playground.branch("B").next()).toBe("yielded 3");
  expect(await a.next()).toBe("yielded 3");
});

test("Stop ends an action at once, and the experiment goes on", async ({ playground }) => {
  await playground.start(SOMETIMES_ENDLESS, "g()");
  const a = playground.branch("A");
  await a.next();
  await a.begin({ do: "send", value: "'hang'" });
  await playground.button("Stop").click();
  expect(await playground.outcome(2)).toMatch(/^stopped/);
  await a.expectLocal("n", "1");
  expect(await a.next()).toBe("yielded 2");
});

test("a source that never ends is stopped, too, and another one can be run", async ({ playground }) => {
  expect(await playground.start("while True:\n    pass\n", "g()")).toMatch(/^stopped/);
  expect(await playground.start(SOMETIMES_ENDLESS, "g()")).toMatch(/^started/);
  expect(await playground.branch("A").next()).toBe("yielded 1");
});
