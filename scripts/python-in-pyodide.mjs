/**
 * Runs python/tests/run.py inside a Pyodide, under Node: `node scripts/python-in-pyodide.mjs VERSION [TEST...]`, where
 * VERSION is a CPython's, as 3.14. What it prints, and its exit code, are those of a native run. With the word
 * `--write-samples` in place of tests it writes protocol/samples/ anew.
 */
import { MOUNT, startPyodide } from "./pyodide.mjs";

const [version, ...names] = process.argv.slice(2);
const pyodide = await startPyodide(version);
if (pyodide === undefined) process.exit(2);
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
