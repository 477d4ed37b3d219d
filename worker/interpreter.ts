import type { loadPyodide, PyodideAPI } from "pyodide";
import type { PyProxy } from "pyodide/ffi";
import { ENVIRONMENT, MOUNT } from "./environment.ts";

/** The Python package by its files: path as an import sees it (`genclone/clone.py`) -> text, or bytecode. */
export type PackageFiles = Readonly<Record<string, string | Uint8Array>>;

type Options = NonNullable<Parameters<typeof loadPyodide>[0]>;

/** What a boot needs: a distribution whose entry is imported already, and the package to mount. */
export interface Boot {
  readonly loadPyodide: typeof loadPyodide;
  /** What the distribution's Emscripten module exports, for a host that cannot import it by an address. */
  readonly createPyodideModule?: NonNullable<Options["createPyodideModule"]>;
  /** The address or folder that the distribution's data is read from. */
  readonly indexURL: string;
  readonly package: PackageFiles;
  /**
   * What `dumpMemory` gave for the very same distribution and package: boots in a fraction of the time. The interpreter
   * is rehearsed before it is given out.
   */
  readonly dump?: Uint8Array;
}

/** What Pyodide has for dumps, and leaves out of its types. */
interface Dumping {
  makeMemorySnapshot(): Uint8Array;
}

/**
 * Boots one CPython with the package on its path. Its raw file descriptors lead nowhere: what user code prints is
 * captured by the lab, and whoever reads stdin finds its end. Rejects where the interpreter does not come up, or where the dump is of
 * another build or does not do what it has to.
 */
export async function bootInterpreter(boot: Boot): Promise<PyodideAPI> {
  const pyodide = await load(boot, boot.dump && { _loadSnapshot: boot.dump });
  if (boot.dump !== undefined) withLab(pyodide, (lab) => lab.wake());
  return pyodide;
}

/**
 * Boots one CPython for nothing but its memory, after a rehearsal: the package is imported in it, the layout proved, and
 * none of a visitor's code has run. Some 30 MB, most of it zeros. Only for distributions that can; rejects for others.
 */
export async function dumpMemory(boot: Boot): Promise<Uint8Array> {
  const pyodide = await load(boot, { _makeSnapshot: true });
  withLab(pyodide, (lab) => lab.rehearse());
  return (pyodide as PyodideAPI & Dumping).makeMemorySnapshot();
}

/**
 * Boots one CPython for nothing but the bytecode of the package, which comes back with its files: what is imported then is
 * not compiled, and the files are not looked at.
 */
export async function compilePackage(boot: Boot): Promise<PackageFiles> {
  const pyodide = await load(boot);
  const { compile, PycInvalidationMode }: Compiling = pyodide.pyimport("py_compile");
  const options = { doraise: true, invalidation_mode: PycInvalidationMode.UNCHECKED_HASH };
  const bytecode = Object.keys(boot.package).map((path) => {
    const file = compile.callKwargs(`${MOUNT}/${path}`, options);
    return [file.slice(MOUNT.length + 1), pyodide.FS.readFile(file)];
  });
  return { ...boot.package, ...Object.fromEntries(bytecode) };
}

/** `py_compile`, as far as it is used here. */
interface Compiling {
  readonly compile: { callKwargs(path: string, options: Readonly<Record<string, unknown>>): string };
  readonly PycInvalidationMode: { readonly UNCHECKED_HASH: unknown };
}

async function load(boot: Boot, dumping: Options = {}): Promise<PyodideAPI> {
  const pyodide = await boot.loadPyodide({
    indexURL: boot.indexURL,
    ...(boot.createPyodideModule && { createPyodideModule: boot.createPyodideModule }),
    env: { ...ENVIRONMENT },
    ...dumping,
  });
  const nowhere = { write: (bytes: Uint8Array) => bytes.length };
  pyodide.setStdout(nowhere);
  pyodide.setStderr(nowhere);
  pyodide.setStdin({ stdin: () => null });
  mount(pyodide, boot.package);
  return pyodide;
}

/** `genclone.lab`, as far as it is used here. */
interface Lab extends PyProxy {
  rehearse(): void;
  wake(): void;
}

function withLab(pyodide: PyodideAPI, use: (lab: Lab) => void): void {
  const lab: Lab = pyodide.pyimport("genclone.lab");
  use(lab);
  lab.destroy();
}

/** Calls `tell` once the interpreter has died; every call of its API throws from then on. */
export function whenFatal(pyodide: PyodideAPI, tell: (error: unknown) => void): void {
  // Pyodide has this hook for its own console, and leaves it out of its types.
  Reflect.set(Reflect.get(pyodide, "_api"), "on_fatal", tell);
}

function mount(pyodide: PyodideAPI, files: PackageFiles): void {
  const { FS } = pyodide;
  // Its own encoding of texts is a good deal slower.
  const encoder = new TextEncoder();
  for (const [path, content] of Object.entries(files)) {
    const file = `${MOUNT}/${path}`;
    FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    FS.writeFile(file, typeof content === "string" ? encoder.encode(content) : content);
  }
  // CPython noted at its start that there was nothing there. (To have all such notes forgotten took longer than the rest.)
  const { path_importer_cache: notes }: { readonly path_importer_cache: PyProxy } = pyodide.pyimport("sys");
  notes.pop(MOUNT, null);
  notes.destroy();
}
