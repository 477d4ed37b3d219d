import { expect, test } from "vitest";
import { assignHues, nextBranchName } from "./palette.ts";

test("a clone takes the first free letter", () => {
  expect(nextBranchName(new Set())).toBe("A");
  expect(nextBranchName(new Set(["A"]))).toBe("B");
  expect(nextBranchName(new Set(["A", "C"]))).toBe("B");
});

test("after Z come AA, AB and so on", () => {
  const taken = new Set<string>();
  for (let i = 0; i < 26 * 27; i++) taken.add(nextBranchName(taken));
  expect([...taken].slice(25, 29)).toEqual(["Z", "AA", "AB", "AC"]);
  expect([...taken].at(-1)).toBe("ZZ");
  expect(nextBranchName(taken)).toBe("AAA");
});

test("colours are handed out in order and repeat after seven", () => {
  const hues = assignHues(["A", "B", "C", "D", "E", "F", "G", "H"]);
  expect([...hues.values()]).toEqual([1, 2, 3, 4, 5, 6, 7, 1]);
});
