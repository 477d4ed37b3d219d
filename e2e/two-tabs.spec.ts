import { expect, test, thorough } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const COUNT_FROM = (start: number) => `def count():
    n = ${start}
    while True:
        yield n
        n += 1
`;

thorough(
  "two tabs have an experiment each and know nothing of each other",
  async ({ context, playground: one }) => {
    const two = new Playground(await context.newPage());
    await two.open();
    await two.start(COUNT_FROM(500), "count()");
    await one.start(COUNT_FROM(1), "count()");

    expect(await one.branch("A").next()).toBe("yielded 1");
    expect(await two.branch("A").next()).toBe("yielded 500");
    expect(await one.branch("A").clone()).toMatch(/^cloned/);
    expect(await two.branch("A").next()).toBe("yielded 501");
    expect(await one.branch("B").next()).toBe("yielded 2");
    expect(await one.branches()).toEqual(["A", "B"]);
    expect(await two.branches()).toEqual(["A"]);
  },
);

test("a tab whose interpreter is stuck does not keep the other one waiting", async ({
  context,
  playground: one,
}) => {
  const two = new Playground(await context.newPage());
  await two.open();
  await two.start(COUNT_FROM(500), "count()");
  await one.start("def stuck():\n    while True:\n        pass\n    yield\n", "stuck()");
  await one.branch("A").begin({ do: "next" });
  expect(await two.branch("A").next()).toBe("yielded 500");
  expect(await one.outcome(1)).toMatch(/^stopped/);
});
