import { lint, pythonStyle, pythonTypes, types } from "./checks.mjs";
import { endToEnd } from "./end-to-end.mjs";
import { experiments } from "./experiments.mjs";
import { fuzzing } from "./fuzz.mjs";
import { pythonInPyodide, pythonNative } from "./python.mjs";
import { unit } from "./unit.mjs";

/**
 * One stage of `npm test`. It never throws for what it tests, and it needs no other stage.
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} about
 * @property {() => Promise<import("./tally.mjs").Tally>} run
 */

/** @type {readonly Stage[]} In the order they run: the quick ones first. */
export const STAGES = [
  { name: "types", about: "TypeScript's types (tsc)", run: types },
  { name: "lint", about: "format and lint of TypeScript, JSON and CSS (biome)", run: lint },
  { name: "python-style", about: "format and lint of Python (ruff)", run: pythonStyle },
  { name: "python-types", about: "Python's types (pyright, strict)", run: pythonTypes },
  { name: "unit", about: "TypeScript unit tests and import arrows (vitest)", run: unit },
  { name: "python-native", about: "Python tests on every CPython found here", run: pythonNative },
  {
    name: "python-pyodide",
    about: "the same Python tests inside six Pyodides, under Node",
    run: pythonInPyodide,
  },
  { name: "experiments", about: "the gallery, by genclone run, on all of these Pythons", run: experiments },
  { name: "fuzz", about: "random programs, clones against replays, on all of these Pythons", run: fuzzing },
  { name: "e2e", about: "the built playground in a real browser (Playwright)", run: endToEnd },
];

/**
 * The stages that these words choose: a stage's name, or the beginning of several (`python`). All, for no words.
 * Throws an `Error` that names the stages where a word chooses none.
 * @param {readonly string[]} words
 */
export const choose = (words) => {
  const unknown = words.find((word) => !STAGES.some((stage) => isChosenBy(stage, word)));
  if (unknown !== undefined) {
    throw new Error(
      `There is no stage "${unknown}": choose from ${STAGES.map((stage) => stage.name).join(", ")}.`,
    );
  }
  return words.length === 0
    ? STAGES
    : STAGES.filter((stage) => words.some((word) => isChosenBy(stage, word)));
};

/** Whether a word names a stage or the group it is in. */
const isChosenBy = (/** @type {Stage} */ stage, /** @type {string} */ word) =>
  stage.name === word || stage.name.startsWith(`${word}-`);
