/** The numbers of a bench in words. */

/**
 * The last line of python/bench/run.py.
 * @typedef {object} Report
 * @property {readonly Row[]} rows the fresh call first
 * @property {readonly { readonly name: string, readonly why: string }[]} skipped
 */

/** @typedef {{ readonly name: string, readonly microseconds: number, readonly parts: number | null }} Row */

/** @typedef {import("../pythons.mjs").Python} Python */

/** @typedef {{ readonly python: Python, readonly report: Report | undefined }} Measured */

/** The row that the targets are about. */
const SIMPLE = "clone, 4 locals in a for";

/** How many times a fresh call a simple clone may take. */
const targetOf = (/** @type {Python} */ { kind, version }) => {
  if (kind === "pyodide") return 60;
  return version === "3.12" || version === "3.13" ? 35 : undefined;
};

export const heading = (/** @type {Python} */ { name }) => `${name}\n${"=".repeat(name.length)}`;

/** All rows, aligned. */
export const tableOf = (/** @type {Report} */ { rows, skipped }) => {
  const fresh = rows[0]?.microseconds ?? Number.NaN;
  const lines = rows.map(({ name, microseconds, parts }) => [
    name,
    inMicroseconds(microseconds),
    ratio(microseconds / fresh),
    parts === null ? "" : inMicroseconds(microseconds / parts),
  ]);
  const table = align([["", "median µs", "× fresh call", "µs a slot or link"], ...lines]);
  return [table, ...skipped.map(({ name, why }) => `skipped: ${name}: ${why}`)].join("\n");
};

/** Whether the target of a Python was met. */
export const judge = (/** @type {Measured} */ { python, report }) => {
  const name = python.name.padEnd(16);
  const simple = report?.rows.find((row) => row.name === SIMPLE);
  const fresh = report?.rows[0];
  if (!simple || !fresh) return `${name} not measured`;
  const took = simple.microseconds / fresh.microseconds;
  const target = targetOf(python);
  const words = `a simple clone takes ${ratio(took)} times a fresh call`;
  if (target === undefined) return `${name} ${words}; no target here`;
  return `${name} ${words}; at most ${target}: ${took <= target ? "met" : "not met"}`;
};

const inMicroseconds = (/** @type {number} */ number) =>
  number.toLocaleString("en", { maximumFractionDigits: 2, minimumFractionDigits: 2 });

const ratio = (/** @type {number} */ number) =>
  number.toLocaleString("en", { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** Columns under each other: the first to the left, numbers to the right. */
const align = (/** @type {readonly (readonly string[])[]} */ lines) => {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  const pad = (/** @type {string} */ cell, /** @type {number} */ column) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
};
