/**
 * Runs python/tests/run.py inside Pyodide, under Node: `npx tsx scripts/python-in-pyodide.ts [TEST...]`. What it
 * prints, and its exit code, are those of a native run.
 */
import { writeSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { bootInterpreter } from "../worker/interpreter.ts";
import { readPackage } from "../worker/package-on-disk.ts";
import { inModules, ROOT } from "./paths.mjs";

/** Where the repository is, as the tests inside see it. */
const MOUNT = "/genclone";

const pyodide = await bootInterpreter({
  loadPyodide,
  indexURL: inModules("pyodide"),
  package: readPackage(),
});
// Written through at once, so that the last words of a dying interpreter are seen.
const to = (descriptor: number) => ({ write: (bytes: Uint8Array) => writeSync(descriptor, bytes) });
pyodide.setStdout(to(1));
pyodide.setStderr(to(2));
pyodide.mountNodeFS(MOUNT, ROOT);

const globals = pyodide.toPy({ tests: `${MOUNT}/python/tests`, names: process.argv.slice(2) });
const passed: unknown = pyodide.runPython(
  `
import sys
sys.path.insert(0, tests)
import run
run.main(list(names)).wasSuccessful()
`,
  { globals },
);
process.exitCode = passed === true ? 0 : 1;
