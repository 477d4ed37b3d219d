import { describe, expect, test } from "vitest";
import { inShard, parseShard, parseSite, parseTimeout, wholeNumber } from "./options.ts";
import { UsageError } from "./usage-error.ts";

describe("a shard", () => {
  test("is every n-th, and all shards together are all", () => {
    const items = [1, 2, 3, 4, 5, 6, 7];
    const shards = ["1/3", "2/3", "3/3"].map((text) => inShard(items, parseShard(text)));
    expect(shards).toEqual([
      [1, 4, 7],
      [2, 5],
      [3, 6],
    ]);
  });

  test.each(["", "0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "-1/2"])("is not %j", (text) => {
    expect(() => parseShard(text)).toThrow(UsageError);
  });
});

describe("a timeout", () => {
  test("is in seconds, and may be a part of one", () => {
    expect(parseTimeout("5")).toBe(5000);
    expect(parseTimeout("0.25")).toBe(250);
  });

  test.each(["0", "-1", "5s", "", "1e3", "9999999"])("is not %j", (text) => {
    expect(() => parseTimeout(text)).toThrow("--timeout takes seconds");
  });
});

test("a whole number is no less than the least", () => {
  const parse = wholeNumber("--memory", 128, "MiB");
  expect(parse("128")).toBe(128);
  for (const text of ["127", "1.5", "lots", ""]) {
    expect(() => parse(text)).toThrow("--memory takes a whole number of MiB, 128 or more");
  }
});

test("a site is an address, without what a link would put behind it", () => {
  expect(parseSite("https://example.org/play/#v1.abc")).toBe("https://example.org/play/");
  expect(() => parseSite("example.org")).toThrow("--site takes the address of a page");
});
