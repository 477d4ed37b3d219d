import type { loadPyodide, PyodideAPI } from "pyodide";
import type { PyProxy } from "pyodide/ffi";
import { ENVIRONMENT, MOUNT } from "./environment.ts";

/** The Python package by its files: path as an import sees it (`genclone/clone.py`) -> text. */
export type PackageFiles = Readonly<Record<string, string>>;

type Options = NonNullable<Parameters<typeof loadPyodide>[0]>;

/** What a boot needs: a distribution whose entry is imported already, and the package to mount. */
export interface Boot {
  readonly loadPyodide: typeof loadPyodide;
  /** What the distribution's Emscripten module exports, for a host that cannot import it by an address. */
  readonly createPyodideModule?: NonNullable<Options["createPyodideModule"]>;
  /** The address or folder that the distribution's data is read from. */
  readonly indexURL: string;
  readonly package: PackageFiles;
}

/**
 * Boots one CPython with the package on its path. Its raw file descriptors lead nowhere: what user code prints is
 * captured by the lab, and whoever reads stdin finds its end. Rejects where the interpreter does not come up.
 */
export async function bootInterpreter(boot: Boot): Promise<PyodideAPI> {
  const pyodide = await boot.loadPyodide({
    indexURL: boot.indexURL,
    ...(boot.createPyodideModule && { createPyodideModule: boot.createPyodideModule }),
    env: { ...ENVIRONMENT },
  });
  const nowhere = { write: (bytes: Uint8Array) => bytes.length };
  pyodide.setStdout(nowhere);
  pyodide.setStderr(nowhere);
  pyodide.setStdin({ stdin: () => null });
  mount(pyodide, boot.package);
  return pyodide;
}

/** Calls `tell` once the interpreter has died; every call of its API throws from then on. */
export function whenFatal(pyodide: PyodideAPI, tell: (error: unknown) => void): void {
  // Pyodide has this hook for its own console, and leaves it out of its types.
  Reflect.set(Reflect.get(pyodide, "_api"), "on_fatal", tell);
}

function mount(pyodide: PyodideAPI, files: PackageFiles): void {
  const { FS } = pyodide;
  for (const [path, text] of Object.entries(files)) {
    const file = `${MOUNT}/${path}`;
    FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    FS.writeFile(file, text);
  }
  // CPython noted at its start that there was nothing there.
  const importlib: PyProxy = pyodide.pyimport("importlib");
  importlib.invalidate_caches();
  importlib.destroy();
}
