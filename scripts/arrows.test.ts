import { describe, expect, test } from "vitest";
import { modulesBelow, parseSource, readSource, type Source } from "./sources.ts";

/** Our folders, and what of ours each may import: folders, or files. Whatever is not listed here is not ours. */
const ARROWS = {
  protocol: ["protocol"],
  // What the page and the command write alike.
  script: ["script", "protocol"],
  worker: ["worker", "protocol"],
  web: ["web", "protocol", "script"],
  // The runner is the page without a document: the same supervisor (docs/decisions/0019-the-runner.md).
  cli: ["cli", "protocol", "script", "worker", "scripts", "web/supervisor.ts", "web/runtime"],
  e2e: ["e2e", "protocol", "build/hosting-plugin.ts"],
  playwright: ["playwright"],
} as const;

const FOLDERS = [
  "protocol",
  "script",
  "worker",
  "web",
  "cli",
  "e2e",
  "playwright",
  "scripts",
  "build",
  "python",
  "experiments",
  "docs",
];

/** Tests may also read what the repository's commands know, such as where its root is. */
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);

const wrongArrows = (source: Source, allowed: readonly string[]): readonly string[] =>
  source.imports
    .filter(({ asset }) => !asset)
    .filter(({ target }) => {
      const [folder = ""] = target.split("/");
      if (!FOLDERS.includes(folder) && !target.startsWith("..")) return false;
      const isAllowed = allowed.some((place) => target === place || target.startsWith(`${place}/`));
      return !isAllowed && !(isTest(source.file) && folder === "scripts");
    })
    .map(({ specifier }) => `${source.file} imports ${specifier}`);

describe("imports point only where the house allows", () => {
  test.each(Object.entries(ARROWS))("from %s", (folder, allowed) => {
    expect(modulesBelow(folder).flatMap((file) => wrongArrows(readSource(file), allowed))).toEqual([]);
  });

  test("web/model imports no view, no style and no library that draws", () => {
    const drawing = /^(preact$|preact\/|@codemirror\/view|web\/(view|style|main))/;
    const wrong = modulesBelow("web/model").flatMap((file) =>
      readSource(file)
        .imports.filter(({ target }) => drawing.test(target))
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test("web/model knows no document", () => {
    const dom = ["document", "window", "HTMLElement", "localStorage", "alert", "confirm"];
    const wrong = modulesBelow("web/model")
      .filter((file) => !isTest(file))
      .flatMap((file) =>
        dom.filter((name) => readSource(file).uses.has(name)).map((name) => `${file} uses ${name}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("what the house forbids is nowhere", () => {
  const everywhere = ["protocol", "script", "worker", "web", "cli", "e2e", "scripts", "build"].flatMap(
    modulesBelow,
  );
  const forbidden = ["innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML", "alert"];

  test("the type any", () => {
    expect(everywhere.filter((file) => readSource(file).hasAny)).toEqual([]);
    expect(parseSource("web/main.tsx", "const x: any = 1;").hasAny).toBe(true);
  });

  test.each(forbidden)("%s", (name) => {
    expect(everywhere.filter((file) => readSource(file).uses.has(name))).toEqual([]);
  });
});

describe("a wrong arrow is seen", () => {
  const wrong = (file: "web/main.tsx" | "cli/program.ts", text: string) =>
    wrongArrows(parseSource(file, text), ARROWS[file === "web/main.tsx" ? "web" : "cli"]);

  test.each([
    ["an import", 'import { boot } from "../worker/interpreter.ts";'],
    ["an import of types", 'import type { Boot } from "../worker/interpreter.ts";'],
    ["a re-export", 'export * from "../worker/interpreter.ts";'],
    ["an import in passing", 'const boot = await import("../worker/interpreter.ts");'],
    ["a type by import()", 'type Boot = import("../worker/interpreter.ts").Boot;'],
  ])("as %s", (_, text) => {
    expect(wrong("web/main.tsx", text)).toHaveLength(1);
  });

  test("from the runner into what the page draws, but not into its supervisor", () => {
    expect(wrong("cli/program.ts", 'import { timeline } from "../web/model/timeline.ts";')).toHaveLength(1);
    expect(wrong("cli/program.ts", 'import { createSupervisor } from "../web/supervisor.ts";')).toEqual([]);
    expect(wrong("cli/program.ts", 'import type { Spawn } from "../web/runtime/interpreter.ts";')).toEqual(
      [],
    );
  });

  test.each([
    ["a module of its own", 'import { Timeline } from "./model/timeline.ts";'],
    ["the contract", 'import { parseStep } from "../protocol/engine.ts";'],
    ["a library", 'import { wrap } from "comlink";'],
    ["the address of a worker", 'const url = new URL("../worker/sandbox.ts", import.meta.url);'],
    ["the address of a bundled worker", 'import url from "../worker/sandbox.ts?worker&url";'],
  ])("but %s is fine", (_, text) => {
    expect(wrong("web/main.tsx", text)).toEqual([]);
  });
});
