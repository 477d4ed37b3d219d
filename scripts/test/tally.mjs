/**
 * What a stage of the tests came to.
 * @typedef {object} Tally
 * @property {number} passed
 * @property {readonly Failure[]} failures
 * @property {readonly Skip[]} skips
 * @property {string} [table] the counts of its parts, to be printed below the line
 * @property {string} [note] something worth a word beside the counts, such as which interpreter it was
 */

/** @typedef {{ readonly title: string, readonly detail: string }} Failure */

/** @typedef {{ readonly reason: string, readonly count: number }} Skip How many tests or checks, and which and why. */

/** @returns {Tally} */
export const passed = (count = 1, note = "") => ({ passed: count, failures: [], skips: [], note });

/** @returns {Tally} */
export const failed = (/** @type {string} */ title, /** @type {string} */ detail) => ({
  passed: 0,
  failures: [{ title, detail: detail.trim() }],
  skips: [],
});

/** @returns {Tally} */
export const skipped = (/** @type {string} */ reason, count = 1) => ({
  passed: 0,
  failures: [],
  skips: [{ reason, count }],
});

/** @returns {Tally} */
export const sum = (/** @type {readonly Tally[]} */ tallies) => ({
  passed: tallies.reduce((total, tally) => total + tally.passed, 0),
  failures: tallies.flatMap((tally) => tally.failures),
  skips: tallies.flatMap((tally) => tally.skips),
  note: tallies.flatMap((tally) => tally.note || []).join(", "),
});

/** How many were skipped. */
export const skippedIn = (/** @type {Tally} */ tally) =>
  tally.skips.reduce((total, { count }) => total + count, 0);

/** The counts in words. Of the whole run, this is the last line, and other programs read it. */
export const inWords = (/** @type {Tally} */ tally) =>
  `${tally.passed} passed, ${tally.failures.length} failed, ${skippedIn(tally)} skipped`;
