import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { endWithNpm } from "../process.mjs";
import { choosePythons, inParallel, PYTHON_WORDS } from "../pythons.mjs";
import { runBatch, showProgram } from "./batch.mjs";
import { fuzz } from "./fuzz.mjs";
import { explain, sideBySide, titleOf } from "./words.mjs";

const USAGE = `Usage: npm run fuzz [-- OPTION...]

Writes random generator programs, drives them by random scripts with clones at random points, and compares each branch
with a replay: a fresh generator, never cloned, taken through the same in another process. A difference is printed with
its seed, its program, its script, what was expected and what came. The same seed gives the same program everywhere.
The last line has the totals; the exit code is 0 where nothing differed and nothing crashed.

  --python WORDS     ${PYTHON_WORDS} (all)
  --programs N       how many programs on each Python (1000)
  --seed N           of the first program; the next one has the next (by the clock)
  --one SEED         one program, with everything said about it
  --flavours WORDS   generator, coroutine, or both with a comma (generator)
  --without WORDS    constructs to leave out: itertools, match, try, with, … (the methods of python/fuzz/expressions.py
                     and statements.py, without their underscores)
  --uncloned         replay against replay: tries the programs themselves
  --jobs N           processes at a time (as many as cores)
  --help             this`;

/** How many differences are told in full. */
const TOLD = 5;

/** @param {readonly string[]} args */
const readArgs = (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      python: { type: "string", default: "all" },
      programs: { type: "string", default: "1000" },
      seed: { type: "string" },
      one: { type: "string" },
      flavours: { type: "string", default: "generator" },
      without: { type: "string", default: "" },
      uncloned: { type: "boolean", default: false },
      jobs: { type: "string", default: String(availableParallelism()) },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    ...values,
    programs: wholeNumber("--programs", values.programs),
    seed: wholeNumber("--seed", values.seed ?? String(Date.now() % 1_000_000_000)),
    one: values.one === undefined ? undefined : wholeNumber("--one", values.one),
    jobs: Math.max(1, wholeNumber("--jobs", values.jobs)),
  };
};

const wholeNumber = (/** @type {string} */ option, /** @type {string} */ text) => {
  if (!/^\d+$/.test(text)) throw new Error(`${option} takes a whole number, not "${text}".`);
  return Number(text);
};

/** The command `npm run fuzz`. */
export const main = async (/** @type {readonly string[]} */ args) => {
  try {
    endWithNpm();
    const options = readArgs(args);
    if (options.help) return console.log(USAGE);
    const fine = options.one === undefined ? await many(options) : await one(options, options.one);
    process.exitCode = fine ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
};

/** @typedef {ReturnType<typeof readArgs>} Options */

/** Runs many programs and tells what differs. */
const many = async (/** @type {Options} */ options) => {
  const pythons = await choosePythons(options.python);
  console.log(
    `${options.programs} programs from seed ${options.seed} on ${pythons.map(({ name }) => name).join(", ")}`,
  );
  let told = 0;
  const reports = await fuzz({
    ...options,
    pythons,
    onProgress: (text) => console.log(text),
    onFinding: async (finding) => {
      told += 1;
      console.log(`\n--- ${titleOf(finding)}`);
      if (told <= TOLD) console.log(await explain(finding));
    },
  });
  console.log("");
  for (const report of reports) console.log(`${report.name.padEnd(16)} ${inWords(report)}`);
  console.log(inWords(sum(reports)));
  return reports.every((report) => report.differences + report.crashes === 0);
};

/** Runs one program and tells everything about it. */
const one = async (/** @type {Options} */ options, /** @type {number} */ seed) => {
  const pythons = await choosePythons(options.python);
  const [first] = pythons;
  const flavours = options.flavours.split(",");
  let fine = true;
  for (const flavour of flavours) {
    if (first) console.log(await showProgram({ python: first, seed, flavour, without: options.without }));
    await inParallel(pythons, options.jobs, async (python) => {
      const { without, uncloned } = options;
      const batch = { python, seed, programs: 1, flavours: flavour, without, uncloned };
      const { findings, written } = await runBatch(batch);
      fine &&= findings.length === 0;
      console.log(
        `--- ${python.name}: ${findings.length === 0 ? "the same with clones as by replay" : "it differs"}`,
      );
      for (const { expected, got, said } of findings)
        console.log(expected && got ? sideBySide(expected, got) : said);
      for (const same of findings.length === 0 ? written : []) console.log(sideBySide(same, same));
    });
  }
  return fine;
};

/** @typedef {import("./fuzz.mjs").Report} Report */

const inWords = (/** @type {Omit<Report, "name">} */ report) =>
  [
    `${report.programs} programs`,
    `${report.clones} clones`,
    `${report.suspensions} suspensions compared`,
    `${report.differences} differences`,
    `${report.crashes} crashes`,
    `${report.seconds.toFixed(1)} s`,
  ].join(", ");

const sum = (/** @type {readonly Report[]} */ reports) => {
  const add = (/** @type {(report: Report) => number} */ of) =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    programs: add((report) => report.programs),
    clones: add((report) => report.clones),
    suspensions: add((report) => report.suspensions),
    differences: add((report) => report.differences),
    crashes: add((report) => report.crashes),
    seconds: add((report) => report.seconds),
  };
};
