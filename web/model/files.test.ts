import { expect, test } from "vitest";
import { canonicalText } from "../../protocol/canonical.ts";
import { fileName, listText, parseFile } from "./files.ts";
import { BLANK } from "./first.ts";

test("a file is named after its experiment, in letters that any disk takes", () => {
  expect(fileName({ ...BLANK, title: "Café: a/b ../ \u202E?" })).toBe("cafe-a-b.json");
  expect(fileName({ ...BLANK, title: "生成器" })).toBe("experiment.json");
  expect(fileName({ ...BLANK, title: "x".repeat(500) })).toHaveLength(65);
});

test("one experiment or a list of them is read as it was written", () => {
  const two = [BLANK, { ...BLANK, title: "Two" }];
  expect(parseFile(canonicalText(BLANK))).toEqual([BLANK]);
  expect(parseFile(listText(two))).toEqual(two);
  expect(parseFile("[]")).toEqual([]);
});

test("a file that holds something else says where", () => {
  expect(() => parseFile("{")).toThrow(/not JSON/);
  expect(() => parseFile("[1")).toThrow(/not JSON/);
  expect(() => parseFile(listText([BLANK]).replace('"format": 2', '"format": 99'))).toThrow(
    /^Experiment 1 of its list: It is of format 99/,
  );
});
