import { createRequire } from "node:module";
import { dirname } from "node:path";
import { distributionOf } from "./distributions.ts";
import type { Boot } from "./interpreter.ts";
import { loaderIn } from "./loader-in-node.ts";
import { readPackage } from "./package-on-disk.ts";

/** What it takes to boot CPython of a version, as `3.14`, from the npm package that holds it, under Node. */
export async function installed(python: string): Promise<Boot> {
  const distribution = distributionOf(python);
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve(`${distribution.package}/${distribution.entry}`));
  const loadPyodide = await loaderIn(folder, distribution);
  return { loadPyodide, indexURL: folder, package: readPackage() };
}
