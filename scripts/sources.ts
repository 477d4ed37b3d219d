import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { parseSync, Visitor } from "vite";
import { inRepository } from "./paths.mjs";

/** What one TypeScript module says about others, and what it uses that the house forbids. */
export interface Source {
  /** From the repository's root, with slashes. */
  readonly file: string;
  /** Whatever it imports, re-exports, or makes a URL of beside `import.meta.url`. */
  readonly imports: readonly Import[];
  /** Every name in it, of a variable, a member or a tag. */
  readonly uses: ReadonlySet<string>;
  /** Whether it uses the type `any`. */
  readonly hasAny: boolean;
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file meant, from the repository's root, where it is one of ours; else the specifier as written. */
  readonly target: string;
  /** Whether it is only the address of a file, to be fetched or started, and none of its words. */
  readonly asset: boolean;
}

/** Every TypeScript module below a folder of the repository, sorted; none where there is no such folder. */
export const modulesBelow = (folder: string): readonly string[] => {
  try {
    return readdirSync(inRepository(folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(m?ts|tsx)$/.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .sort();
  } catch {
    return [];
  }
};

/** What was read before, as the same module answers several questions. */
const known = new Map<string, Source>();

/** Reads a module of the repository. Throws an `Error` with the place where it is not TypeScript. */
export const readSource = (file: string): Source => {
  const source = known.get(file) ?? parseSource(file, readFileSync(inRepository(file), "utf8"));
  known.set(file, source);
  return source;
};

/** Reads a module from its text; `file` says where it would be, and by its ending what language it is in. */
export const parseSource = (file: string, text: string): Source => {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  const imports: Import[] = [];
  const uses = new Set<string>();
  let hasAny = false;
  const add = (node: unknown, asset = false) => {
    const specifier = literal(node);
    if (specifier !== undefined) imports.push(importOf(file, specifier, asset));
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    NewExpression: (node) => {
      const [address, base] = node.arguments;
      const isUrl = node.callee.type === "Identifier" && node.callee.name === "URL";
      if (isUrl && base?.type === "MemberExpression") add(address, true);
    },
    TSAnyKeyword: () => {
      hasAny = true;
    },
    Identifier: (node) => uses.add(node.name),
    JSXIdentifier: (node) => uses.add(node.name),
  }).visit(program);
  return { file, imports, uses, hasAny };
};

/** The text of a string literal, or of a template literal without holes. */
const literal = (node: unknown): string | undefined => {
  if (typeof node !== "object" || node === null || !("type" in node)) return undefined;
  return node.type === "Literal" && "value" in node && typeof node.value === "string"
    ? node.value
    : undefined;
};

const importOf = (file: string, specifier: string, asset: boolean): Import => {
  const [path = "", query = ""] = specifier.split("?");
  const ours = path.startsWith(".");
  return {
    specifier,
    target: ours ? posix.join(dirname(file), path) : specifier,
    asset: asset || /(^|&)(url|raw)(&|=|$)/.test(query),
  };
};
