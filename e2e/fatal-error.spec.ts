import { expect, testInOnePage as test } from "./fixtures.ts";

const SOMETIMES_FATAL = `import os

def g():
    n = 0
    while True:
        n += 1
        command = yield n
        if command == "die":
            os.abort()
`;

test("a fatal error of the interpreter costs the action that caused it and nothing else", async ({
  playground,
}) => {
  await playground.start(SOMETIMES_FATAL, "g()");
  const a = playground.branch("A");
  expect(await a.next()).toBe("yielded 1");
  expect(await a.clone()).toMatch(/^cloned/);
  expect(await a.next()).toBe("yielded 2");

  expect(await a.send("'die'")).toMatch(/^crashed/);
  expect(await playground.branches()).toEqual(["A", "B"]);
  await a.expectLocal("n", "2");
  await playground.branch("B").expectLocal("n", "1");

  expect(await a.next()).toBe("yielded 3");
  expect(await playground.branch("B").next()).toBe("yielded 2");
});

test("after one fatal error there can be another", async ({ playground }) => {
  await playground.start(SOMETIMES_FATAL, "g()");
  const a = playground.branch("A");
  await a.next();
  expect(await a.send("'die'")).toMatch(/^crashed/);
  expect(await a.send("'die'")).toMatch(/^crashed/);
  expect(await a.next()).toBe("yielded 2");
});
