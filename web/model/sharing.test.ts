import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shared } from "./sharing.ts";

describe("sharing", () => {
  test("gives back what did not change, part by part", () => {
    const before = { a: [1, { b: 2 }], c: { d: null } };
    const after = shared({ a: [1, { b: 2 }], c: { d: 3 } }, before);
    expect(after).toEqual({ a: [1, { b: 2 }], c: { d: 3 } });
    expect(after.a).toBe(before.a);
    expect(after.c).not.toBe(before.c);
    expect(shared({ a: [1, { b: 2 }], c: { d: null } }, before)).toBe(before);
  });

  test("a shorter or longer list is another one, of the same parts", () => {
    const before = [{ x: 1 }, { x: 2 }];
    const shorter = shared([{ x: 1 }], before);
    expect(shorter).toEqual([{ x: 1 }]);
    expect(shorter[0]).toBe(before[0]);
    expect(shared([], before)).toEqual([]);
    expect(shared([{ x: 1 }, { x: 2 }, { x: 3 }], before)).toHaveLength(3);
  });

  test("a key that was never there is not taken for one that is undefined", () => {
    expect(shared({ a: 1, b: undefined }, { a: 1, c: 2 })).toEqual({ a: 1, b: undefined });
    expect(Object.keys(shared<object>({ a: 1 }, { a: 1, b: 2 }))).toEqual(["a"]);
  });

  test("whatever came before, the value is the next one", () => {
    const json = fc.jsonValue();
    fc.assert(
      fc.property(json, json, (next, previous) => {
        expect(shared(next, previous)).toEqual(next);
      }),
    );
  });
});
