import { expect, testInOnePage as test } from "./fixtures.ts";

const ECHO = `def echo():
    got = None
    while True:
        got = yield got
`;

test("a syntax error in the source is an outcome that names the line", async ({ playground }) => {
  expect(await playground.start("def g():\n    yield 1\n    yield (\n", "g()")).toMatch(
    /^raised SyntaxError: .*line 3/s,
  );
  expect(await playground.start(ECHO, "echo()")).toMatch(/^started/);
});

test("a source that raises is an outcome that names the line", async ({ playground }) => {
  expect(await playground.start("x = 1\ny = x / 0\n", "g()")).toMatch(/^raised ZeroDivisionError: .*line 2/s);
});

const NOT_SENT = [
  ["an expression that raises", "1 / 0", /^raised ZeroDivisionError/],
  ["an invalid expression", "1 +", /^raised SyntaxError/],
  ["an unknown name", "nothing_of_the_kind", /^raised NameError/],
  ["a statement", "x = 1", /^raised SyntaxError/],
] as const;

for (const [what, value, outcome] of NOT_SENT) {
  test(`${what} is not sent, and the branch stays where it was`, async ({ playground }) => {
    await playground.start(ECHO, "echo()");
    const a = playground.branch("A");
    await a.next();
    expect(await a.send("'before'")).toBe("yielded 'before'");
    expect(await a.send(value)).toMatch(outcome);
    await a.expectLocal("got", "'before'");
    await a.expectStatus("suspended");
    expect(await a.send("'after'")).toBe("yielded 'after'");
    await expect(playground.entries).toHaveCount(5);
  });
}

test("what is no exception cannot be thrown, and the branch stays where it was", async ({ playground }) => {
  await playground.start(ECHO, "echo()");
  const a = playground.branch("A");
  await a.next();
  expect(await a.throw("42")).toMatch(/^raised TypeError/);
  await a.expectStatus("suspended");
  expect(await a.send("1")).toBe("yielded 1");
});

test("a start that is not a generator says what it is instead", async ({ playground }) => {
  expect(await playground.start(ECHO, "42")).toMatch(/^(raised|refused) .*\bint\b/s);
  expect(await playground.start(ECHO, "echo")).toMatch(/^(raised|refused) .*function/s);
  expect(await playground.start(ECHO, "echo()")).toMatch(/^started/);
});

test("infinite recursion is an outcome", async ({ playground }) => {
  await playground.start("def f():\n    return f()\n\ndef g():\n    yield 1\n    yield f()\n", "g()");
  const a = playground.branch("A");
  expect(await a.next()).toBe("yielded 1");
  expect(await a.next()).toMatch(/^raised RecursionError: .*line \d/s);
  await a.expectStatus("raised");
});

test("a repr that raises is shown as such", async ({ playground }) => {
  const source = `class Bad:
    def __repr__(self):
        raise ValueError("no words")

def g():
    bad = Bad()
    yield bad
    yield 2
`;
  await playground.start(source, "g()");
  const a = playground.branch("A");
  expect(await a.next()).toMatch(/^yielded .*ValueError/);
  await a.expectLocal("bad", /ValueError/);
  expect(await a.clone()).toMatch(/^cloned/);
  expect(await playground.branch("B").next()).toBe("yielded 2");
});

test("a repr of megabytes is cut short", async ({ playground }) => {
  await playground.start(
    "def g():\n    text = 'x' * 8_000_000\n    yield text\n    yield len(text)\n",
    "g()",
  );
  const a = playground.branch("A");
  expect((await a.next()).length).toBeLessThan(10_000);
  expect((await a.value("Locals", "text").textContent())?.length).toBeLessThan(10_000);
  expect(await a.next()).toBe("yielded 8000000");
});

test("a repr that never ends is given up", async ({ playground }) => {
  const source = `class Slow:
    def __repr__(self):
        while True:
            pass

def g():
    yield 1
    slow = Slow()
    yield 2
`;
  await playground.start(source, "g()");
  const a = playground.branch("A");
  expect(await a.next()).toBe("yielded 1");
  await a.next();
  expect(await playground.branches()).toEqual(["A"]);
  expect(await a.clone()).toMatch(/^cloned/);
});

test("ten megabytes printed are capped", async ({ playground }) => {
  await playground.start(
    "def g():\n    for _ in range(100):\n        print('y' * 100_000)\n    yield 1\n    print('the end')\n    yield 2\n",
    "g()",
  );
  const a = playground.branch("A");
  expect(await a.next()).toBe("yielded 1");
  expect((await playground.output.textContent())?.length).toBeLessThan(2_000_000);
  expect(await a.next()).toBe("yielded 2");
  await expect(playground.output).toContainText("the end");
});
