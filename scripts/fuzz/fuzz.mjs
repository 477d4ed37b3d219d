import { inParallel } from "../pythons.mjs";
import { runBatch } from "./batch.mjs";

/** Programs in one process: enough to make up for the start of a Pyodide, few enough to lose when it dies. */
const IN_A_BATCH = 500;

/**
 * What came of the programs on one Python.
 * @typedef {object} Report
 * @property {string} name
 * @property {number} programs
 * @property {number} clones
 * @property {number} suspensions
 * @property {number} differences
 * @property {number} crashes
 * @property {number} seconds of its processes, one after the other
 */

/**
 * @typedef {object} Fuzzing
 * @property {readonly import("../pythons.mjs").Python[]} pythons
 * @property {number} seed
 * @property {number} programs
 * @property {string} flavours
 * @property {string} [without]
 * @property {boolean} [uncloned]
 * @property {number} jobs
 * @property {(text: string) => void} [onProgress]
 * @property {(finding: import("./batch.mjs").Finding) => Promise<void>} onFinding
 */

/**
 * Runs programs on all Pythons, in batches, `jobs` at a time.
 * @param {Fuzzing} fuzzing
 * @returns {Promise<readonly Report[]>} one a Python
 */
export const fuzz = async ({
  pythons,
  seed,
  programs,
  flavours,
  without = "",
  uncloned = false,
  ...rest
}) => {
  const reports = new Map(pythons.map((python) => [python, blank(python.name)]));
  /** @type {Map<string, number>} the digest of each program, by seed and flavour */
  const digests = new Map();
  const batches = pythons.flatMap((python) =>
    split(seed, programs).map((part) => ({ ...part, python, flavours, without, uncloned })),
  );
  await inParallel(batches, rest.jobs, async (batch) => {
    const start = performance.now();
    const { findings, written, counts } = await runBatch(batch);
    const report = reports.get(batch.python) ?? blank(batch.python.name);
    report.programs += written.length;
    report.clones += counts.clones;
    report.suspensions += counts.suspensions;
    report.seconds += (performance.now() - start) / 1000;
    report.differences += findings.filter(({ kind }) => kind === "difference").length;
    report.crashes += findings.filter(({ kind }) => kind === "crash").length;
    for (const program of written) checkDigest(digests, program);
    for (const finding of findings) await rest.onFinding(finding);
    rest.onProgress?.(`${report.name.padEnd(16)} ${report.programs} programs, ${report.clones} clones`);
  });
  return [...reports.values()];
};

/** @returns {Report} */
const blank = (/** @type {string} */ name) => ({
  ...{ name, programs: 0, clones: 0, suspensions: 0, differences: 0, crashes: 0, seconds: 0 },
});

const split = (/** @type {number} */ seed, /** @type {number} */ programs) =>
  Array.from({ length: Math.ceil(programs / IN_A_BATCH) }, (_, index) => ({
    seed: seed + index * IN_A_BATCH,
    programs: Math.min(IN_A_BATCH, programs - index * IN_A_BATCH),
  }));

/**
 * Throws where a seed gave another program than before: what is found on one Python could not be tried on another.
 * @param {Map<string, number>} digests
 * @param {import("./batch.mjs").Written} program
 */
const checkDigest = (digests, { seed, flavour, digest }) => {
  const key = `${seed} ${flavour}`;
  if ((digests.get(key) ?? digest) !== digest) {
    throw new Error(`Seed ${seed} (${flavour}) gives different programs on different Pythons.`);
  }
  digests.set(key, digest);
};
