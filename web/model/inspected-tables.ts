import type {
  Attribute,
  Code,
  Delegate,
  Handled,
  InspectedBranch,
  Inspection,
  Instruction,
  Struct,
} from "../../protocol/inspection.ts";
import { lineUp, type Table } from "./comparison.ts";
import { type Identity, type Line, type Lines, PLAIN } from "./lines.ts";

export const INSPECTED_TABLES = ["Exception state", "Delegates", "Frame", "Bytecode", "Memory"] as const;
export type InspectedTableName = (typeof INSPECTED_TABLES)[number];

/** How many instructions before and after the one that a branch is at are shown where not all are. */
const AROUND = 4;

/**
 * Lines up what was read of these branches, by name; `before` is what was read before the last action. Null: nothing was
 * read. Of the instructions it takes those around the branches, unless `whole`.
 */
export function compareInspected(
  branches: readonly string[],
  now: Inspection | null,
  before: Inspection | null,
  whole: boolean,
): readonly Table[] {
  const windows = windowsOf(now, branches, whole);
  return INSPECTED_TABLES.map((table) => {
    const columns = branches.map((name) => linesOf(table, now, name, windows) ?? new Map());
    const old = branches.map((name) => linesOf(table, before, name, windows));
    return lineUp(table, branches, columns, old);
  });
}

/** Tables one after the other; of two of one name the second one's rows come below the first one's. */
export function joined(tables: readonly Table[], more: readonly Table[]): readonly Table[] {
  const longer = tables.map((table) => {
    const below = more.find(({ name }) => name === table.name);
    return below === undefined ? table : { ...table, rows: [...table.rows, ...below.rows] };
  });
  return [...longer, ...more.filter(({ name }) => !tables.some((table) => table.name === name))];
}

/** How many instructions there are to show in all. */
export function countInstructions(now: Inspection | null): number {
  return (now?.codes ?? []).reduce((sum, code) => sum + code.instructions.length, 0);
}

function linesOf(
  table: InspectedTableName,
  inspection: Inspection | null,
  name: string,
  windows: Windows,
): Lines | null {
  const branch = inspection?.branches.find((one) => one.name === name);
  const code = branch && inspection?.codes[branch.code];
  if (branch === undefined || code === undefined) return null;
  return new Map(readers[table](branch, code, windows).map((line) => [line.key, line]));
}

type Reader = (branch: InspectedBranch, code: Code, windows: Windows) => readonly Line[];

const readers: Record<InspectedTableName, Reader> = {
  "Exception state": ({ handled }) => handledLines(handled),
  Delegates: ({ delegates }) => delegates.map(delegateLine),
  Frame: ({ attributes }) => attributes.map(attributeLine),
  Bytecode: ({ lasti }, code, windows) => instructionLines(code, lasti, windows.get(idOf(code))),
  Memory: ({ structs }) => structs.flatMap(structLines),
};

/** Where the exception came from, and what a bare `raise` would do with it; nothing where none is handled. */
function handledLines(handled: readonly Handled[]): readonly Line[] {
  const [first] = handled;
  if (first === undefined) return [];
  const chain = handled.map((one, index): Line => {
    const { link, type, line } = one;
    const at = line === null ? "not raised yet" : `raised at line ${line}`;
    return {
      ...PLAIN,
      key: `handled ${index}`,
      name: link === "handled" ? "traceback" : link,
      hint: HINTS[link],
      depth: Math.min(index + 1, 3),
      text: link === "handled" ? at : `${type} · ${at}`,
      identity: link === "handled" ? PLAIN.identity : identityOf(one),
    };
  });
  const again: Line = {
    ...PLAIN,
    key: "raise",
    name: "raise",
    hint: "What a raise without an expression would do here",
    text: `would raise this ${first.type} again`,
  };
  return [...chain, again];
}

const HINTS: Readonly<Record<Handled["link"], string>> = {
  handled: "Where it was raised last",
  cause: "What it was raised from",
  context: "What was being handled when it was raised",
};

function delegateLine(delegate: Delegate, index: number): Line {
  const { type, name, state, line } = delegate;
  const told = [`${type} ${name}`.trim(), state, line === null ? null : `line ${line}`];
  return {
    ...PLAIN,
    key: String(index),
    name: index === 0 ? "waits for" : "which waits for",
    depth: Math.min(index, 3),
    text: told.filter((part) => part !== null).join(" · "),
    identity: identityOf(delegate),
  };
}

function attributeLine(attribute: Attribute): Line {
  const { owner, name, meaning, text } = attribute;
  const common = { ...PLAIN, key: `${owner} ${name}`, name, hint: meaning };
  if (text === null) return { ...common, text: "not in this version", unset: true };
  // Numbers and names say all by themselves: which object stands for them is of no interest.
  const isPlain = attribute.address !== null && !text.startsWith("<");
  return { ...common, text, meaning, identity: isPlain ? { is: "word", word: text } : identityOf(attribute) };
}

function identityOf({ object, address }: Pick<Attribute, "object" | "address">): Identity {
  if (object !== null) return { is: "object", id: object };
  return address === null ? PLAIN.identity : { is: "word", word: address };
}

// --- bytecode ---

/** Which instructions to show of each code, by its id: their places in it. */
type Windows = ReadonlyMap<string, ReadonlySet<number>>;

/** Two codes of one name that begin on different lines are two. */
const idOf = ({ name, instructions }: Code): string => `${name} ${instructions[0]?.line}`;

function windowsOf(inspection: Inspection | null, branches: readonly string[], whole: boolean): Windows {
  const windows = new Map<string, Set<number>>();
  for (const branch of inspection?.branches ?? []) {
    const code = inspection?.codes[branch.code];
    if (code === undefined || !branches.includes(branch.name)) continue;
    const { instructions } = code;
    const at = instructions.findIndex(({ offset }) => offset === branch.lasti);
    const shown = windows.get(idOf(code)) ?? new Set();
    const [from, to] = whole
      ? [0, instructions.length]
      : [Math.max(0, at) - AROUND, Math.max(0, at) + AROUND + 1];
    for (let index = Math.max(0, from); index < Math.min(to, instructions.length); index += 1)
      shown.add(index);
    windows.set(idOf(code), shown);
  }
  return windows;
}

function instructionLines(
  code: Code,
  lasti: number | null,
  shown: ReadonlySet<number> | undefined,
): readonly Line[] {
  return code.instructions.flatMap((instruction, index) => {
    if (!shown?.has(index)) return [];
    const previous = shown.has(index - 1) ? code.instructions[index - 1] : undefined;
    return [instructionLine(code, instruction, previous, instruction.offset === lasti)];
  });
}

function instructionLine(
  code: Code,
  one: Instruction,
  previous: Instruction | undefined,
  isCurrent: boolean,
): Line {
  const { offset, line, opname, argument } = one;
  return {
    ...PLAIN,
    key: `${idOf(code)} ${offset}`,
    name: String(offset),
    role: line === null || line === previous?.line ? null : `:${line}`,
    hint: line === null ? "of no line of the source" : `line ${line}`,
    text: `${opname} ${argument}`.trim(),
    isCurrent,
    line: code.isOwn ? line : null,
  };
}

// --- memory ---

function structLines(struct: Struct): readonly Line[] {
  const title: Line = {
    ...PLAIN,
    key: struct.name,
    name: struct.name,
    hint: `As in ${struct.header}`,
    text: `${struct.size} bytes`,
    unset: true,
  };
  const fields = struct.fields.map(({ name, offset, type, size, words, meaning }): Line => {
    const word = words.join(" ");
    return {
      ...PLAIN,
      key: `${struct.name} ${name}`,
      name,
      hint: `${type} at +${offset}, ${size === 1 ? "1 byte" : `${size} bytes`}`,
      depth: 1,
      text: word,
      meaning,
      type,
      identity: word === "" ? PLAIN.identity : { is: "word", word },
    };
  });
  return [title, ...fields];
}
