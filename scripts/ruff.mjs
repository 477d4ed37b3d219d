import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { inRepository, ROOT } from "./paths.mjs";

/** @typedef {{ readonly file: string, readonly text: string }} Complaint What is wrong with one file. */

/** Every Python file of the project, sorted. */
export const pythonFiles = () =>
  readdirSync(inRepository("python"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".py"))
    .sort()
    .map((name) => inRepository("python", name));

/**
 * The rules whose fixes leave the meaning alone: imports, blanks, and spellings of types. Ruff in WebAssembly does not
 * say which of its fixes are safe, and others rewrite the very constructs that the tests are about.
 */
const SAFELY_FIXED = /^(F401|I001|RUF100|UP0(06|07|35|37)|W29[123])$/;

/**
 * Applies the safe fixes that ruff offers, last first, so that earlier positions stay true; of two that overlap the
 * first is left for the next pass.
 * @param {string} source
 * @param {readonly import("@astral-sh/ruff-wasm-nodejs").Diagnostic[]} diagnostics
 */
const applyFixes = (source, diagnostics) => {
  const starts = [0, ...[...source.matchAll(/\n/g)].map((match) => match.index + 1)];
  const offset = (/** @type {{ row: number, column: number }} */ at) =>
    (starts[at.row - 1] ?? source.length) + at.column - 1;
  const edits = diagnostics
    .filter((diagnostic) => SAFELY_FIXED.test(diagnostic.code ?? ""))
    .flatMap((diagnostic) => diagnostic.fix?.edits ?? [])
    .map((edit) => ({ from: offset(edit.location), to: offset(edit.end_location), text: edit.content ?? "" }))
    .sort((a, b) => b.from - a.from);
  let fixed = source;
  let until = Number.POSITIVE_INFINITY;
  for (const { from, to, text } of edits) {
    if (to > until) continue;
    fixed = fixed.slice(0, from) + text + fixed.slice(to);
    until = from;
  }
  return fixed;
};

/**
 * Checks format and lint of every Python file by `[tool.ruff]` in python/pyproject.toml; with `fix`, writes what can
 * be fixed first.
 * @param {{ readonly fix: boolean }} options
 * @returns {Promise<{ readonly files: number, readonly complaints: readonly Complaint[] }>}
 */
export const checkPython = async ({ fix }) => {
  const { PositionEncoding, Workspace } = await import("@astral-sh/ruff-wasm-nodejs");
  const { parse } = await import("smol-toml");
  const project = /** @type {{ tool: { ruff: object } }} */ (
    /** @type {unknown} */ (parse(readFileSync(inRepository("python", "pyproject.toml"), "utf8")))
  );
  const ruff = new Workspace(project.tool.ruff, PositionEncoding.Utf16);

  /** @type {(source: string) => import("@astral-sh/ruff-wasm-nodejs").Diagnostic[]} */
  const lint = (source) => ruff.check(source);

  /** What is wrong with a source, as lines of text. */
  const complain = (/** @type {string} */ file, /** @type {string} */ source) => {
    const diagnostics = lint(source);
    const lines = diagnostics.map(
      ({ code, message, start_location: at }) =>
        `${file}:${at.row}:${at.column}: ${code ?? "error"} ${message}`,
    );
    const parses = !diagnostics.some((diagnostic) => diagnostic.code === "invalid-syntax");
    if (parses && ruff.format(source) !== source) lines.push(`${file}: not formatted (npm run fix does it)`);
    return lines.length === 0 ? [] : [{ file, text: lines.join("\n") }];
  };

  /** A source with what can be fixed fixed; as it is where it cannot be parsed. */
  const mend = (/** @type {string} */ source) => {
    if (lint(source).some((diagnostic) => diagnostic.code === "invalid-syntax")) return source;
    let mended = source;
    for (let pass = 0; pass < 10; pass++) {
      const next = applyFixes(mended, lint(mended));
      if (next === mended) break;
      mended = next;
    }
    return ruff.format(mended);
  };

  const paths = pythonFiles();
  const complaints = paths.flatMap((path) => {
    const source = readFileSync(path, "utf8");
    const mended = fix ? mend(source) : source;
    if (mended !== source) writeFileSync(path, mended);
    return complain(relative(ROOT, path).replaceAll("\\", "/"), mended);
  });
  return { files: paths.length, complaints };
};

/** The command: `node scripts/ruff.mjs [--fix]`. */
const main = async () => {
  const fix = process.argv.slice(2).some((arg) => arg === "--fix" || arg === "--write");
  const { files, complaints } = await checkPython({ fix });
  for (const { text } of complaints) console.log(text);
  console.log(`ruff: ${files} files, ${complaints.length} with complaints`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? join(ROOT, "nothing")).href) await main();
