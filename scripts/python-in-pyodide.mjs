/**
 * Runs python/tests/run.py inside a Pyodide, under Node: `node scripts/python-in-pyodide.mjs VERSION [TEST...]`, where
 * VERSION is a CPython's, as 3.14. What it prints, and its exit code, are those of a native run. With the word
 * `--write-samples` in place of tests it writes protocol/samples/ anew.
 */
import { writeSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { inModules, ROOT } from "./paths.mjs";
import { PYODIDES } from "./test/interpreters.mjs";

/** Where the repository is, as the tests inside see it. */
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

const [version, ...names] = process.argv.slice(2);
const distribution = PYODIDES.find((candidate) => candidate.version === version);
if (distribution === undefined) {
  console.error(`VERSION must be one of ${PYODIDES.map((known) => known.version).join(", ")}.`);
  process.exit(2);
}
const { loadPyodide } = await loaderOf(distribution);
const pyodide = await loadPyodide({
  indexURL: inModules(distribution.package),
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
  // Written through at once, so that the last words of a dying interpreter are seen.
  stdout: (line) => writeSync(1, `${line}\n`),
  stderr: (line) => writeSync(2, `${line}\n`),
});
pyodide.FS.mkdirTree(MOUNT);
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: ROOT }, MOUNT);
const passed = pyodide.runPython(
  `
import sys
sys.dont_write_bytecode = True
sys.path[:0] = [f"{mount}/python/src", f"{mount}/python/tests"]
if "--write-samples" in names:
    import test_samples
    test_samples.write_samples()
    passed = True
else:
    import run
    passed = run.main(list(names)).wasSuccessful()
passed
`,
  { globals: pyodide.toPy({ mount: MOUNT, names }) },
);
process.exitCode = passed === true ? 0 : 1;
