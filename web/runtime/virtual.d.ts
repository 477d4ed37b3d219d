// The modules that the plugins in build/ make.

/** The code of the sandbox's worker: one module that imports nothing. */
declare module "virtual:genclone/sandbox" {
  const code: string;
  export default code;
}

/** What to hand to the sandbox. */
declare module "virtual:genclone/runtime" {
  export interface RuntimeFile {
    readonly name: string;
    /** Its size when unpacked, holes apart. */
    readonly bytes: number;
    /** What is not sent of it, for it is zeros: in dumps alone. */
    readonly holes: readonly import("../../protocol/holes.ts").Hole[];
    /** Its size as it is sent. */
    readonly sent: number;
    /** Whether it is sent packed, by gzip. */
    readonly isPacked: boolean;
    readonly url: string;
  }
  export interface RuntimeFiles {
    /** Those of the distribution, and the Python package. */
    readonly files: readonly RuntimeFile[];
    /** The memory of an interpreter that was booted from them, where there is one. */
    readonly dump: RuntimeFile | undefined;
  }
  /** What there is of each version of CPython. */
  export const distributions: ReadonlyMap<string, RuntimeFiles>;
}

/** The address of the gallery: as JSON, the texts of experiments by their files' names, and their pictures. */
declare module "virtual:genclone/gallery" {
  const address: string;
  export default address;
}

/** The address of the document that the sandbox's frame shows. */
declare module "virtual:genclone/frame" {
  const address: string;
  export default address;
}
