import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { describe, expect, test } from "vitest";
import { inRepository } from "./paths.mjs";
import { pythonFiles } from "./ruff.mjs";

const ruff = new Workspace({}, PositionEncoding.Utf16);

/** Ruff prints the syntax tree over many lines; one line is easier to search. */
const treeOf = (text: string): string => ruff.parse(text).replace(/\s+/g, " ");

const PACKAGE = inRepository("python", "src", "genclone");

const modules = pythonFiles()
  .filter((path) => path.startsWith(PACKAGE))
  .map((path) => ({
    name: relative(PACKAGE, path).replaceAll("\\", "/"),
    tree: treeOf(readFileSync(path, "utf8")),
  }));

/** `import genclone.lab`, `from genclone.lab import`, `from .lab import`, `from . import lab`. */
const importsLab = (tree: string): boolean =>
  /(Import|ImportFrom)\( Stmt\w+ \{(?:(?!Stmt).)*?Name\("(genclone\.)?lab(\.[\w.]+)?"\)/.test(tree);

/** `sys.version_info`, `from sys import version_info`, and the other names that tell the version. */
const asksForVersion = (tree: string): boolean =>
  /Name\("(version_info|hexversion|python_version|python_version_tuple)"\)/.test(tree);

describe("imports in the Python package point only where the house allows", () => {
  test("nothing but the lab knows the lab", () => {
    const outside = modules.filter(({ name }) => !name.startsWith("lab/"));
    expect(outside.filter(({ tree }) => importsLab(tree)).map(({ name }) => name)).toEqual([]);
  });

  test("only layout.py asks for the version of Python", () => {
    const asking = modules.filter(({ tree }) => asksForVersion(tree)).map(({ name }) => name);
    expect(asking.filter((name) => name !== "layout.py")).toEqual([]);
  });

  test.each([
    "import genclone.lab",
    "from genclone.lab import Session",
    "from .lab.session import Session",
    "from . import errors, lab",
    "def late():\n    from .lab import Session",
  ])("%j is seen to know the lab", (text) => {
    expect(importsLab(treeOf(text))).toBe(true);
  });

  test.each(["from .errors import Refusal", "import sys\nlab = 1", "# from .lab import Session"])(
    "%j is not",
    (text) => {
      expect(importsLab(treeOf(text))).toBe(false);
    },
  );

  test.each([
    "import sys\nif sys.version_info > (3, 12): pass",
    "from sys import version_info",
    "import sys as s\ns.hexversion",
  ])("%j is seen to ask for the version", (text) => {
    expect(asksForVersion(treeOf(text))).toBe(true);
  });
});
