/** A build of CPython for WebAssembly: an npm package and what of it a boot reads. */
export interface Distribution {
  /** The npm package, by the name it is installed under. */
  readonly package: string;
  /** The module that exports `loadPyodide`. */
  readonly entry: string;
  /** The same for Node, where the entry does not find its own folder there: a CommonJS module. */
  readonly nodeEntry?: string;
  /** What Emscripten made; the entry would load it by its address. */
  readonly module: string;
  /** Whether that is a script, which leaves a global function, and no module. */
  readonly isScript: boolean;
  /** Whether `loadPyodide` takes environment variables. */
  readonly takesEnvironment: boolean;
  /** Whether it can dump its memory, and boot from such a dump. */
  readonly dumps: boolean;
  /** What the entry fetches. */
  readonly data: readonly string[];
}

const DATA = ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

/** From Pyodide 314 on both modules are ES modules. */
const sinceModules = (name: string): Distribution => ({
  package: name,
  entry: "pyodide.mjs",
  module: "pyodide.asm.mjs",
  isScript: false,
  takesEnvironment: true,
  dumps: true,
  data: DATA,
});

/** Before, what Emscripten made is a script. */
const sinceZip = (name: string): Distribution => ({
  ...sinceModules(name),
  module: "pyodide.asm.js",
  isScript: true,
});

/** Before 0.27 it keeps its memory to itself. */
const sinceZipWithoutDumps = (name: string): Distribution => ({ ...sinceZip(name), dumps: false });

/** Before 0.23 the standard library is a file system of Emscripten's, and Pyodide's own part a tar file. */
const sinceTar = (name: string): Distribution => ({
  ...sinceZip(name),
  nodeEntry: "pyodide.js",
  takesEnvironment: false,
  dumps: false,
  data: ["pyodide.asm.wasm", "pyodide.asm.data", "pyodide_py.tar", "repodata.json"],
});

/** CPython version -> where to get it. A further version is a line here and a dependency in package.json. */
export const DISTRIBUTIONS: ReadonlyMap<string, Distribution> = new Map([
  ["3.10", sinceTar("pyodide-310")],
  ["3.11", sinceZipWithoutDumps("pyodide-311")],
  ["3.12", sinceZip("pyodide-312")],
  ["3.13", sinceZip("pyodide-313")],
  ["3.14", sinceModules("pyodide")],
  ["3.15", sinceModules("pyodide-315")],
]);

/** The distribution of a version of CPython. Throws where there is none, with the versions that there are. */
export function distributionOf(python: string): Distribution {
  const distribution = DISTRIBUTIONS.get(python);
  if (distribution !== undefined) return distribution;
  throw new Error(
    `There is no CPython ${python} for WebAssembly here, but ${[...DISTRIBUTIONS.keys()].join(", ")}.`,
  );
}

/** The files of a distribution, each of them once. */
export const filesOf = ({ entry, module, data }: Distribution): readonly string[] => [entry, module, ...data];
