import { writeSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { inModules, ROOT } from "./paths.mjs";
import { PYODIDES } from "./test/interpreters.mjs";

/** Where the repository is, as Python sees it. */
export const MOUNT = "/genclone";

/** @typedef {Pick<typeof import("pyodide"), "loadPyodide">} Loader */

/**
 * The loader of a distribution. The ES module of the oldest one does not find its own folder under Node.
 * @param {import("./test/interpreters.mjs").Distribution} distribution
 * @returns {Promise<Loader>}
 */
const loaderOf = ({ package: name, commonJs }) =>
  commonJs
    ? createRequire(import.meta.url)(inModules(name, "pyodide.js"))
    : import(pathToFileURL(inModules(name, "pyodide.mjs")).href);

/** Writes all of a line: a pipe whose reader is busy takes only part of it, or nothing yet. */
const writeLine = (/** @type {number} */ to, /** @type {string} */ line) => {
  let left = Buffer.from(`${line}\n`);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(to, left));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
};

/**
 * Starts a Pyodide under Node, with this repository at `MOUNT`. What Python prints is written through at once, so
 * that the last words of a dying interpreter are seen.
 * @param {string | undefined} version a CPython's, as 3.14
 * @returns {Promise<import("pyodide").PyodideInterface | undefined>} none, and a word on stderr, for a version that
 *   there is none of
 */
export const startPyodide = async (version) => {
  const distribution = PYODIDES.find((candidate) => candidate.version === version);
  if (distribution === undefined) {
    console.error(`VERSION must be one of ${PYODIDES.map((known) => known.version).join(", ")}.`);
    return undefined;
  }
  const { loadPyodide } = await loaderOf(distribution);
  const pyodide = await loadPyodide({
    indexURL: inModules(distribution.package),
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
    stdout: (line) => writeLine(1, line),
    stderr: (line) => writeLine(2, line),
  });
  pyodide.FS.mkdirTree(MOUNT);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: ROOT }, MOUNT);
  return pyodide;
};
