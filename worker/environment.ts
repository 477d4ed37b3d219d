/** A module of Emscripten's, as far as it is used here. */
interface EmscriptenModule {
  readonly preRun: (() => void)[];
  readonly ENV: Record<string, string>;
}

/** The global function that a distribution's script leaves, and that its entry calls. */
const CREATE = "_createPyodideModule";

/** Where the package lies in the interpreter's own file system: the same place in every host. */
export const MOUNT = "/lib/genclone-package";

/** What every interpreter starts with. A replay must meet the same order of sets, hence the seed. */
export const ENVIRONMENT = {
  HOME: "/home",
  PYTHONPATH: MOUNT,
  PYTHONHASHSEED: "0",
  PYTHONDONTWRITEBYTECODE: "1",
};

/** Has an interpreter start with the environment whose script was run already, and whose `loadPyodide` takes none. */
export function giveEnvironment(): void {
  const create: unknown = Reflect.get(globalThis, CREATE);
  if (typeof create !== "function") return;
  Reflect.set(globalThis, CREATE, (module: EmscriptenModule) => {
    module.preRun.push(() => Object.assign(module.ENV, ENVIRONMENT));
    return create(module);
  });
}
