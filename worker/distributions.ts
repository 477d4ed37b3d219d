/** A build of CPython for WebAssembly: an npm package and what of it a boot reads. */
export interface Distribution {
  /** The npm package, by the name it is installed under. */
  readonly package: string;
  /** The module that exports `loadPyodide`. */
  readonly entry: string;
  /** The module that Emscripten made; the entry would import it by its address. */
  readonly module: string;
  /** What the entry fetches. */
  readonly data: readonly string[];
}

/** From Pyodide 314 on both modules are ES modules. */
const sinceModules = (name: string): Distribution => ({
  package: name,
  entry: "pyodide.mjs",
  module: "pyodide.asm.mjs",
  data: ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"],
});

/** CPython version -> where to get it. A further version is a line here and a dependency in package.json. */
export const DISTRIBUTIONS: ReadonlyMap<string, Distribution> = new Map([["3.14", sinceModules("pyodide")]]);

/** The files of a distribution, each of them once. */
export const filesOf = ({ entry, module, data }: Distribution): readonly string[] => [entry, module, ...data];
