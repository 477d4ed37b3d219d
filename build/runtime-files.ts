import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { DISTRIBUTIONS, filesOf } from "../worker/distributions.ts";
import { encodePackage } from "../worker/package-file.ts";
import { PACKAGE_FOLDER, readPackage } from "../worker/package-on-disk.ts";

/** A file that the page downloads before it can boot an interpreter. */
export interface RuntimeFile {
  /** What the sandbox knows it by. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files of each distribution, by the version of CPython. */
export function distributionFiles(): ReadonlyMap<string, readonly RuntimeFile[]> {
  const { resolve } = createRequire(import.meta.url);
  return new Map(
    [...DISTRIBUTIONS].map(([python, distribution]) => {
      const read = (name: string) => readFileSync(resolve(`${distribution.package}/${name}`));
      return [python, filesOf(distribution).map((name) => ({ name, bytes: read(name) }))];
    }),
  );
}

/** The Python package as one file. Also tells which files it was made of. */
export function packageFile(): RuntimeFile & { readonly madeOf: readonly string[] } {
  const files = readPackage();
  return {
    name: "genclone.json",
    bytes: encodePackage(files),
    madeOf: Object.keys(files).map((path) => join(PACKAGE_FOLDER, path)),
  };
}
