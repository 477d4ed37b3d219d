import { expect, test } from "vitest";
import { createEngine } from "./engine.ts";
import { installed } from "./installed.ts";
import { bootInterpreter, compilePackage } from "./interpreter.ts";
import { decodePackage, encodePackage } from "./package-file.ts";

test("a package is the same again, text and bytecode", () => {
  const files = { "a.py": "'ä'\n", "__pycache__/a.pyc": Uint8Array.from({ length: 256 }, (_, byte) => byte) };
  expect(decodePackage(encodePackage(files))).toEqual(files);
});

test("with its bytecode the package is not compiled again", { timeout: 120_000 }, async () => {
  const boot = await installed("3.11");
  const files = decodePackage(encodePackage(await compilePackage(boot)));
  const unreadable = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, typeof content === "string" ? "?" : content]),
  );
  await expect(
    bootInterpreter({ ...boot, package: unreadable }).then((pyodide) => createEngine(pyodide)),
  ).resolves.toBeDefined();
});
