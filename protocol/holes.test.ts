import fc from "fast-check";
import { expect, test } from "vitest";
import { Refilling, withoutHoles } from "./holes.ts";

/** Bytes of which many are zeros in a row. */
const sparse = fc
  .array(
    fc.oneof(
      fc.nat(9).map((length) => new Uint8Array(length)),
      fc.uint8Array({ maxLength: 5 }),
    ),
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

test("zeros that are left out come back, whatever the pieces", () => {
  fc.assert(
    fc.property(
      sparse,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 7 }),
      (whole, least, size) => {
        const { bytes, holes } = withoutHoles(whole, least);
        const refilling = new Refilling(bytes.length, holes);
        for (let at = 0; at < bytes.length; at += size) refilling.add(bytes.subarray(at, at + size));
        expect(refilling.whole).toEqual(whole);
      },
    ),
  );
});

test("only long runs are left out", () => {
  const whole = Uint8Array.of(0, 0, 0, 1, 0, 2, 0, 0);
  expect(withoutHoles(whole, 2)).toEqual({
    bytes: Uint8Array.of(1, 0, 2),
    holes: [
      { at: 0, length: 3 },
      { at: 6, length: 2 },
    ],
  });
});

test("what is longer than it was to be is refused", () => {
  const refilling = new Refilling(1, [{ at: 1, length: 2 }]);
  expect(() => refilling.add(Uint8Array.of(1, 2))).toThrow(RangeError);
});
