import { describe, expect, test } from "vitest";
import { defaultCall, suggestedCall } from "./call.ts";

describe("the default call", () => {
  test("is the last top-level generator function", () => {
    expect(defaultCall("def a():\n    yield 1\n\ndef b():\n    yield from a()\n")).toBe("b()");
  });

  test("prefers a generator function that needs no arguments", () => {
    expect(defaultCall("def a(x=1, *rest, k=2, **more):\n    yield x\n\ndef b(x):\n    yield x\n")).toBe(
      "a()",
    );
  });

  test("counts a required keyword-only parameter as required", () => {
    expect(defaultCall("def a():\n    yield\ndef b(*, k):\n    yield\n")).toBe("a()");
  });

  test("falls back to a generator function with required parameters", () => {
    expect(defaultCall("def helper():\n    return 1\ndef b(x: int, /):\n    yield x\n")).toBe("b()");
  });

  test("passes over plain functions, classes and assignments", () => {
    const source =
      "def g():\n    x = yield\n\nclass C:\n    def m(self):\n        yield\n\ndef f():\n    pass\n\nx = g()\n";
    expect(defaultCall(source)).toBe("g()");
  });

  test("does not take a nested function's yield for its own", () => {
    expect(
      defaultCall("def g():\n    yield\ndef f():\n    def inner():\n        yield\n    return inner\n"),
    ).toBe("g()");
  });

  test("sees yields inside with, try, loops and comprehensions' neighbours", () => {
    const source =
      "def g():\n    for x in y:\n        with z:\n            try:\n                got = [(yield x)]\n            finally:\n                pass\n";
    expect(defaultCall(source)).toBe("g()");
  });

  test("sees decorated and async generators", () => {
    expect(defaultCall("@deco\ndef g():\n    yield\n")).toBe("g()");
    expect(defaultCall("async def g():\n    yield 1\n")).toBe("g()");
  });

  test("takes a coroutine, then any function, where nothing yields", () => {
    expect(defaultCall("async def c():\n    await x\ndef f():\n    pass\n")).toBe("c()");
    expect(defaultCall("def f():\n    pass\n")).toBe("f()");
  });

  test("is empty where the source defines nothing, and survives half-typed source", () => {
    expect(defaultCall("")).toBe("");
    expect(defaultCall("def")).toBe("");
    expect(defaultCall(`def g():\n    yield\n\ndef h():\n    return ${"(".repeat(400_000)}`)).toBe("g()");
    expect(defaultCall("def g(:\n    yield")).toMatch(/^(g\(\))?$/);
  });
});

describe("the suggested call", () => {
  const origin = { source: "def counter(start):\n    yield start\n", call: "counter(10)" };

  test("is the example's while its function keeps its parameters", () => {
    expect(suggestedCall(origin.source, origin)).toBe("counter(10)");
    expect(suggestedCall("def counter(start):\n    yield start + 1\n", origin)).toBe("counter(10)");
  });

  test("follows the source once that function is gone or takes other arguments", () => {
    expect(suggestedCall("def g():\n    yield\n", origin)).toBe("g()");
    expect(suggestedCall("def counter():\n    yield\n", origin)).toBe("counter()");
  });
});
