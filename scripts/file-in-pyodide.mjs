/**
 * Runs `main(ARGS)` of a Python file of this repository inside a Pyodide, under Node:
 * `node scripts/file-in-pyodide.mjs VERSION FILE [ARG...]`, where VERSION is a CPython's, as 3.14, and FILE is
 * relative to the repository. What it prints is what a native run prints; the exit code is 1 where `main` raised.
 */
import { MOUNT, startPyodide } from "./pyodide.mjs";

const [version, file = "", ...args] = process.argv.slice(2);
if (file === "") {
  console.error("Say VERSION and a Python file of this repository.");
  process.exit(2);
}
const pyodide = await startPyodide(version);
if (pyodide === undefined) process.exit(2);
pyodide.runPython(
  `
import runpy, sys
sys.path.insert(0, f"{mount}/python/src")
runpy.run_path(f"{mount}/{file}", run_name="file_in_pyodide")["main"](list(args))
`,
  { globals: pyodide.toPy({ mount: MOUNT, file, args }) },
);
