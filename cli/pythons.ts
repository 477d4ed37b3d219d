import { askPython, findInterpreters, PYODIDES, VERSIONS } from "../scripts/test/interpreters.mjs";
import type { Spawn } from "../web/runtime/interpreter.ts";
import { entryOf, forkPyodide } from "./process/fork.ts";
import { spawnNative } from "./process/native.ts";
import { UsageError } from "./usage-error.ts";

/** A CPython that experiments can be run on. */
export interface Python {
  /** What it is called in reports: `3.14`, or `native 3.13` for one of this machine. */
  readonly name: string;
  /** As experiments name it: `3.14`. */
  readonly version: string;
  readonly isNative: boolean;
  /** How to spawn one that may have so much memory, in MiB. */
  readonly spawn: (memory: number) => Spawn;
}

const WASM: readonly Python[] = PYODIDES.map(({ version, package: name, commonJs }) => ({
  name: version,
  version,
  isNative: false,
  spawn: (memory) => forkPyodide(entryOf(`${name}/pyodide.${commonJs ? "js" : "mjs"}`), memory),
}));

/** The versions of CPython that come along, compiled to WebAssembly. */
export const WASM_VERSIONS: readonly string[] = WASM.map(({ version }) => version);

/** The one of a version that comes along; undefined where none does. */
export const pythonOf = (version: string): Python | undefined =>
  WASM.find((python) => python.version === version);

/**
 * The Pythons that these words choose, each of them once: versions, `all` that come along, `native` for all that are
 * found on this machine, `native:PATH`; several with commas. Starts the native ones to ask for their versions.
 *
 * Rejects with `UsageError`.
 */
export async function choosePythons(words: string): Promise<readonly Python[]> {
  const chosen = new Map<string, Python>();
  for (const word of words.split(",").map((each) => each.trim())) {
    for (const python of await chosenBy(word)) chosen.set(python.name, python);
  }
  return [...chosen.values()];
}

async function chosenBy(word: string): Promise<readonly Python[]> {
  if (word === "all") return WASM;
  if (word === "native") return allNative();
  if (word.startsWith("native:")) return [await nativeAt(word.slice("native:".length))];
  const known = pythonOf(word);
  if (known !== undefined) return [known];
  throw new UsageError(
    `There is no Python "${word}" here. --python takes ${WASM_VERSIONS.join(", ")}, all, native or native:PATH.`,
  );
}

async function allNative(): Promise<readonly Python[]> {
  const found = [...(await findInterpreters()).values()];
  if (found.length > 0) {
    return found.map(native).sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  }
  throw new UsageError(
    `No CPython ${VERSIONS.join(", ")} was found in PATH: install one, or say native:PATH with its path.`,
  );
}

async function nativeAt(path: string): Promise<Python> {
  const found = await askPython(path, []);
  if (found === undefined) {
    throw new UsageError(`native:${path} is no CPython that starts and has ctypes: give the path of one.`);
  }
  if (VERSIONS.some((version) => version === found.version)) return native(found);
  throw new UsageError(
    `native:${path} is CPython ${found.version}, and experiments run on ${VERSIONS.join(", ")}.`,
  );
}

const native = ({ version, path }: { readonly version: string; readonly path: string }): Python => ({
  name: `native ${version}`,
  version,
  isNative: true,
  spawn: (memory) => spawnNative(path, memory),
});
