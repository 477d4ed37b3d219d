import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PackageFiles } from "./interpreter.ts";

/** The folder that holds the Python package's sources. */
export const PACKAGE_FOLDER = fileURLToPath(new URL("../python/src", import.meta.url));

/** Reads the Python package's modules, in the order of their paths so that the same sources give the same text. */
export const readPackage = (): PackageFiles =>
  Object.fromEntries(
    readdirSync(PACKAGE_FOLDER, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".py"))
      .sort()
      .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(PACKAGE_FOLDER, path), "utf8")]),
  );
