import { inRepository, ROOT } from "./paths.mjs";
import { run } from "./process.mjs";
import { findInterpreters, PYODIDES, VERSIONS } from "./test/interpreters.mjs";

/**
 * A Python that runs files of this repository, each time in a fresh process: a native one or a Pyodide under Node.
 * @typedef {object} Python
 * @property {string} name as `CPython 3.12.1` or `Pyodide 3.14`
 * @property {string} version as `3.12`
 * @property {"native" | "pyodide"} kind
 * @property {(file: string, args: readonly string[], deadline: number) => Promise<import("./process.mjs").Ended>} run
 *   `file` is relative to the repository, `deadline` is in seconds
 */

/** What `--python` takes. */
export const PYTHON_WORDS =
  "native, pyodide, all, or a version as 3.12 (natively and in Pyodide); several with commas";

/** Every Python there is on this machine. @returns {Promise<readonly Python[]>} */
const findPythons = async () => {
  const found = await findInterpreters();
  const natives = VERSIONS.flatMap((version) => found.get(version) ?? []);
  return [...natives.map(native), ...PYODIDES.map(({ version }) => pyodide(version))];
};

/** @returns {Python} */
const native = (/** @type {import("./test/interpreters.mjs").Found} */ { version, full, path }) => ({
  name: `CPython ${full}`,
  version,
  kind: "native",
  run: (file, args, deadline) =>
    run(path, ["-X", "faulthandler", inRepository(file), ...args], {
      cwd: ROOT,
      deadline,
      env: { PYTHONPATH: inRepository("python", "src"), PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" },
    }),
});

/** @returns {Python} */
const pyodide = (/** @type {string} */ version) => ({
  name: `Pyodide ${version}`,
  version,
  kind: "pyodide",
  run: (file, args, deadline) =>
    run(process.execPath, [inRepository("scripts", "file-in-pyodide.mjs"), version, file, ...args], {
      cwd: ROOT,
      deadline,
    }),
});

/**
 * The Pythons that these words choose, natives first. Throws an `Error` that says what there is where a word chooses
 * none.
 * @param {string} words
 * @returns {Promise<readonly Python[]>}
 */
export const choosePythons = async (words) => {
  const pythons = await findPythons();
  const wanted = words.split(",").map((word) => word.trim());
  const isChosen = (/** @type {Python} */ python, /** @type {string} */ word) =>
    word === "all" || word === python.kind || word === python.version;
  const vain = wanted.find((word) => !pythons.some((python) => isChosen(python, word)));
  if (vain !== undefined) {
    const names = pythons.map((python) => python.name).join(", ");
    throw new Error(`There is no Python "${vain}". --python takes ${PYTHON_WORDS}. Here are: ${names}.`);
  }
  return pythons.filter((python) => wanted.some((word) => isChosen(python, word)));
};

/**
 * Does a piece of work for each item, `jobs` at a time, in order.
 * @template T
 * @param {readonly T[]} items
 * @param {number} jobs
 * @param {(item: T) => Promise<void>} work
 */
export const inParallel = async (items, jobs, work) => {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
};
