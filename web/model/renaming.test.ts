import { describe, expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import { type InExpression, renameBranch, renameInExpression } from "./renaming.ts";

const ACTIONS: readonly Action[] = [
  { do: "start", branch: "A", call: "g(B)" },
  { do: "next", branch: "A" },
  { do: "clone", branch: "A", as: "B", policy: "fork" },
  { do: "next", branch: "A" },
  { do: "send", branch: "A", value: "next(B)" },
  { do: "throw", branch: "B", exception: "ValueError('B')" },
  { do: "evaluate", expression: "B.gi_frame is A.gi_frame" },
  { do: "close", branch: "B" },
  { do: "drop", branch: "B" },
  { do: "evaluate", expression: "B" },
];

const renamed = (actions: readonly Action[], from: string, to: string): readonly Action[] => {
  const renaming = renameBranch(actions, from, to);
  return renaming.is === "renamed" ? renaming.actions : expect.fail(renaming.why);
};

const why = (actions: readonly Action[], from: string, to: string): string => {
  const renaming = renameBranch(actions, from, to);
  return renaming.is === "refused" ? renaming.why : expect.fail("it was renamed");
};

describe("a branch is renamed", () => {
  test("in all that is done to it, and in expressions as long as it is there", () => {
    expect(renamed(ACTIONS, "B", "twin")).toEqual([
      { do: "start", branch: "A", call: "g(B)" },
      { do: "next", branch: "A" },
      { do: "clone", branch: "A", as: "twin", policy: "fork" },
      { do: "next", branch: "A" },
      { do: "send", branch: "A", value: "next(twin)" },
      { do: "throw", branch: "twin", exception: "ValueError('B')" },
      { do: "evaluate", expression: "twin.gi_frame is A.gi_frame" },
      { do: "close", branch: "twin" },
      { do: "drop", branch: "twin" },
      { do: "evaluate", expression: "B" },
    ]);
  });

  test("so that nothing is expected any longer of what told the old name", () => {
    const after = renamed(ACTIONS, "B", "twin");
    expect(after.map((action, index) => action === ACTIONS[index])).toEqual([
      ...[true, true],
      ...Array(8).fill(false),
    ]);
  });

  test("with the fields that are not known", () => {
    const noted: Action & { note: string } = { do: "next", branch: "A", note: "look" };
    expect(renamed([noted], "A", "first")).toEqual([{ do: "next", branch: "first", note: "look" }]);
  });

  test("to the name that it has, without a change", () => {
    expect(renamed(ACTIONS, "B", "B")).toBe(ACTIONS);
  });

  test("where it is the original, too", () => {
    expect(renamed(ACTIONS, "A", "first").slice(0, 3)).toEqual([
      { do: "start", branch: "first", call: "g(B)" },
      { do: "next", branch: "first" },
      { do: "clone", branch: "first", as: "B", policy: "fork" },
    ]);
  });
});

describe("a renaming is refused", () => {
  test.each(["", "2nd", "the twin", "lambda", "None", "a".repeat(65), "zwölf"])(
    "to %j, which is no name",
    (to) => {
      expect(why(ACTIONS, "B", to)).toMatch(/^“.*” will not do: a branch's name /);
    },
  );

  test("to a name that another branch has", () => {
    expect(why(ACTIONS, "A", "B")).toBe(
      "There is a branch B in this experiment already. Choose another name.",
    );
  });

  test("where an expression means something else by the new name", () => {
    expect(why([...ACTIONS, { do: "send", branch: "A", value: "total + 1" }], "A", "total")).toBe(
      "Action 11, A · send total + 1, uses total for something else. Nothing was renamed.",
    );
  });

  test("where an expression has a variable of the old name", () => {
    expect(why([...ACTIONS, { do: "send", branch: "A", value: "[A for A in 'xy']" }], "A", "first")).toBe(
      "Action 11, A · send [A for A in 'xy'], has a variable A of its own. Nothing was renamed.",
    );
  });
});

describe("in an expression", () => {
  const clear = (text: string): InExpression => ({ is: "clear", text });

  test.each([
    ["B", "twin"],
    [" B\n", "twin"],
    ["next(B)", "next(twin)"],
    ["(B, A, B)", "(twin, A, twin)"],
    ["f'{next(B)} B'", "f'{next(twin)} B'"],
    ["[x for x in B]", "[x for x in twin]"],
    ["[x for x in y if B]", "[x for x in y if twin]"],
    ["lambda x=B: x", "lambda x=twin: x"],
    ["(\n  B,\n  1)", "(\n  twin,\n  1)"],
    ["(y := B)", "(y := twin)"],
  ])("%j becomes %j", (before, after) => {
    expect(renameInExpression(before, "B", "twin")).toEqual(clear(after));
  });

  test.each(["'B'", "x.B", "f(B=1)", "BB + B2 + _B", "1  # B", "", "('B' 'B')", "rb'B'", "next(C"])(
    "%j stays as it is",
    (text) => {
      expect(renameInExpression(text, "B", "twin")).toEqual(clear(text));
    },
  );

  test.each([
    "lambda B: B",
    "lambda *B: 1",
    "[B for B in 'ab']",
    "sum(B for B in (1, 2))",
    "[x for x, (y, B) in z]",
    "(B := 3)",
    "next(B",
    "twin(B)",
    "lambda twin: 1",
  ])("%j is not guessed at", (text) => {
    expect(renameInExpression(text, "B", "twin").is).toBe("unclear");
  });

  test("ten thousand brackets are not guessed at, and are told in few words", () => {
    const value = `${"(".repeat(10_000)}B${")".repeat(10_000)}`;
    const said = why([...ACTIONS.slice(0, 3), { do: "send", branch: "A", value }], "B", "C");
    expect(said).toMatch(/^Action 4, A · send \(+…, mentions B or C but cannot be read as Python\./);
    expect(said.length).toBeLessThan(200);
  });
});
