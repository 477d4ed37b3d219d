import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../process.mjs";

/** The CPython versions that are tested natively wherever they are found, and named as skipped where they are not. */
export const VERSIONS = /** @type {const} */ (["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"]);

/**
 * A build of CPython for WebAssembly, by the name that its npm package is installed under.
 * @typedef {object} Distribution
 * @property {string} version
 * @property {string} package
 * @property {boolean} [commonJs] whether only its CommonJS build works under Node
 */

/** @type {readonly Distribution[]} */
export const PYODIDES = [
  { version: "3.10", package: "pyodide-310", commonJs: true },
  { version: "3.11", package: "pyodide-311" },
  { version: "3.12", package: "pyodide-312" },
  { version: "3.13", package: "pyodide-313" },
  { version: "3.14", package: "pyodide" },
  { version: "3.15", package: "pyodide-315" },
];

/**
 * A CPython that is on this machine and starts.
 * @typedef {{ readonly version: string, readonly full: string, readonly path: string }} Found
 */

/** What a candidate says of itself. An ImportError means a CPython that was built without ctypes. */
const ABOUT = `
import json, platform, sys, sysconfig, ctypes
print(json.dumps({
    "name": platform.python_implementation(),
    "version": "%d.%d" % sys.version_info[:2],
    "full": platform.python_version(),
    "path": sys.executable,
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}))`;

/**
 * Asks a command what Python it is; `undefined` where it is none that can be tested (pyenv's shims, for one, are
 * there for versions that are not chosen).
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<Found | undefined>}
 */
export const askPython = async (command, args) => {
  const result = await run(command, [...args, "-c", ABOUT], { deadline: 20 });
  if (result.code !== 0) return undefined;
  try {
    const { name, version, full, path, free_threaded } = JSON.parse(result.stdout);
    return name === "CPython" && !free_threaded ? { version, full, path } : undefined;
  } catch {
    return undefined;
  }
};

/** pyenv's interpreters of one version, newest first; none where pyenv is not installed. */
const fromPyenv = (/** @type {string} */ root, /** @type {string} */ version) => {
  const versions = join(root, "versions");
  if (root === "" || !existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((name) => name.startsWith(`${version}.`))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .map((name) => join(versions, name, "bin", "python"));
};

/** Where pyenv keeps its versions, or "". */
const pyenvRoot = async () => {
  const result = await run("pyenv", ["root"], { deadline: 20 });
  return result.code === 0 ? result.stdout.trim() : "";
};

/**
 * Finds one interpreter of each version: in PATH, by Windows' launcher, and where pyenv keeps them.
 * @returns {Promise<ReadonlyMap<string, Found>>} by version
 */
export const findInterpreters = async () => {
  const root = await pyenvRoot();
  /** @type {Map<string, Found>} */
  const found = new Map();
  const keep = (/** @type {Found | undefined} */ candidate, /** @type {string} */ version) => {
    if (candidate?.version === version && !found.has(version)) found.set(version, candidate);
  };
  for (const version of VERSIONS) {
    keep(await askPython(`python${version}`, []), version);
    for (const path of found.has(version) ? [] : fromPyenv(root, version))
      keep(await askPython(path, []), version);
    if (process.platform === "win32" && !found.has(version))
      keep(await askPython("py", [`-${version}`]), version);
  }
  // A machine may have only the plain names.
  for (const name of ["python3", "python"]) {
    const plain = await askPython(name, []);
    if (plain) keep(plain, plain.version);
  }
  return found;
};
