import { expect, test } from "vitest";
import { isWorthIt } from "./dump-download.ts";

const MB = 1_000_000;
/** What a megabyte takes at so many megabits a second. */
const at = (megabits: number) => ({ bytes: MB, milliseconds: 8000 / megabits });

test.each([
  [10, false],
  [25, false],
  [50, true],
  [1000, true],
])("at %s Mbit/s a dump of 6.5 MB is worth its download: %s", (megabits, isWorth) => {
  expect(isWorthIt(6.5 * MB, at(megabits))).toBe(isWorth);
});
