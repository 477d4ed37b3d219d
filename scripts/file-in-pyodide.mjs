/**
 * Runs `main(ARGS)` of a Python file of this repository inside a Pyodide, under Node:
 * `node scripts/file-in-pyodide.mjs VERSION FILE [ARG...]`, where VERSION is a CPython's, as 3.14, and FILE is
 * relative to the repository. What it prints is what a native run prints; the exit code is 1 where `main` raised.
 */
import { writeSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { inModules, ROOT } from "./paths.mjs";
import { PYODIDES } from "./test/interpreters.mjs";

/** Where the repository is, as Python sees it. */
const MOUNT = "/genclone";

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

const [version, file = "", ...args] = process.argv.slice(2);
const distribution = PYODIDES.find((candidate) => candidate.version === version);
if (distribution === undefined || file === "") {
  console.error(
    `Say VERSION, one of ${PYODIDES.map((known) => known.version).join(", ")}, and a Python file of this repository.`,
  );
  process.exit(2);
}
const { loadPyodide } = await loaderOf(distribution);
const pyodide = await loadPyodide({
  indexURL: inModules(distribution.package),
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
  // Written through at once, so that the last words of a dying interpreter are seen.
  stdout: (line) => writeLine(1, line),
  stderr: (line) => writeLine(2, line),
});
pyodide.FS.mkdirTree(MOUNT);
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: ROOT }, MOUNT);
pyodide.runPython(
  `
import runpy, sys
sys.path.insert(0, f"{mount}/python/src")
runpy.run_path(f"{mount}/{file}", run_name="file_in_pyodide")["main"](list(args))
`,
  { globals: pyodide.toPy({ mount: MOUNT, file, args }) },
);
