// The modules that build/runtime-plugin.ts and build/frame-plugin.ts make.

/** The code of the sandbox's worker: one module that imports nothing. */
declare module "virtual:genclone/sandbox" {
  const code: string;
  export default code;
}

/** What to hand to the sandbox. */
declare module "virtual:genclone/runtime" {
  export interface RuntimeFile {
    readonly name: string;
    /** Its size when unpacked from whatever a server packs it in. */
    readonly bytes: number;
    readonly url: string;
  }
  /** The Python package: JSON of path -> text. */
  export const pythonPackage: RuntimeFile;
  /** The files of each version of CPython. */
  export const distributions: ReadonlyMap<string, readonly RuntimeFile[]>;
}

/** The address of the document that the sandbox's frame shows. */
declare module "virtual:genclone/frame" {
  const address: string;
  export default address;
}
