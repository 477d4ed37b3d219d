import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { distributionOf, filesOf } from "../worker/distributions.ts";
import { PACKAGE_FOLDER, readPackage } from "../worker/package-on-disk.ts";

/** A file that the page downloads before it can boot an interpreter. */
export interface RuntimeFile {
  /** What the sandbox knows it by. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The versions of CPython that the page offers, and the site therefore holds. */
const OFFERED: readonly string[] = ["3.14"];

/** The files of each distribution that the page offers, by the version of CPython. */
export function distributionFiles(): ReadonlyMap<string, readonly RuntimeFile[]> {
  const { resolve } = createRequire(import.meta.url);
  return new Map(
    OFFERED.map((python) => {
      const distribution = distributionOf(python);
      const read = (name: string) => readFileSync(resolve(`${distribution.package}/${name}`));
      return [python, filesOf(distribution).map((name) => ({ name, bytes: read(name) }))];
    }),
  );
}

/** The Python package as one file: JSON of path -> text. Also tells which files it was made of. */
export function packageFile(): RuntimeFile & { readonly madeOf: readonly string[] } {
  const files = readPackage();
  return {
    name: "genclone.json",
    bytes: Buffer.from(JSON.stringify(files)),
    madeOf: Object.keys(files).map((path) => join(PACKAGE_FOLDER, path)),
  };
}
