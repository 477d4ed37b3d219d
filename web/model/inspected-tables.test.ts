import { describe, expect, test } from "vitest";
import type { Attribute, InspectedBranch, Inspection } from "../../protocol/inspection.ts";
import type { Table } from "./comparison.ts";
import { compareInspected, countInstructions, type InspectedTableName, joined } from "./inspected-tables.ts";

const CODE: Inspection["codes"][number] = {
  name: "g",
  isOwn: true,
  size: 40,
  instructions: Array.from({ length: 40 }, (_, index) => ({
    offset: index * 2,
    line: 1 + Math.floor(index / 10),
    opname: "NOP",
    argument: index === 0 ? "first" : "",
  })),
};

const attribute = (name: string, text: string | null, address: string | null): Attribute => ({
  owner: "generator",
  name,
  meaning: `the ${name}`,
  text,
  address,
  object: null,
});

const branch = (
  name: string,
  lasti: number | null,
  parts: Partial<InspectedBranch> = {},
): InspectedBranch => ({
  name,
  lasti,
  code: 0,
  report: [],
  handled: [],
  delegates: [],
  attributes: [],
  structs: [],
  ...parts,
});

const inspection = (...branches: readonly InspectedBranch[]): Inspection => ({
  branches: [...branches],
  codes: [CODE],
});

const table = (tables: readonly Table[], name: InspectedTableName) =>
  tables.find((one) => one.name === name)?.rows ?? [];

const read = (name: InspectedTableName, now: Inspection, before: Inspection | null = null, whole = false) =>
  table(
    compareInspected(
      now.branches.map((one) => one.name),
      now,
      before,
      whole,
    ),
    name,
  );

describe("bytecode", () => {
  test("shows what is around each branch, and marks where each is", () => {
    const rows = read("Bytecode", inspection(branch("A", 20), branch("B", 60)));
    expect(rows.map((row) => row.name)).toEqual(
      [12, 14, 16, 18, 20, 22, 24, 26, 28, 52, 54, 56, 58, 60, 62, 64, 66, 68].map(String),
    );
    expect(rows.filter((row) => row.readings[0]?.isCurrent).map((row) => row.name)).toEqual(["20"]);
    expect(rows.filter((row) => row.readings[1]?.isCurrent).map((row) => row.name)).toEqual(["60"]);
  });

  test("names a line where it begins, and at the top of what is shown", () => {
    const rows = read("Bytecode", inspection(branch("A", 20), branch("B", 60)));
    expect(rows.filter((row) => row.role !== null).map((row) => `${row.name} ${row.role}`)).toEqual([
      "12 :1",
      "20 :2",
      "52 :3",
      "60 :4",
    ]);
  });

  test("shows all where all is asked for, and the beginning where a branch is nowhere", () => {
    const now = inspection(branch("A", null));
    expect(read("Bytecode", now).map((row) => row.name)).toEqual(["0", "2", "4", "6", "8"]);
    expect(read("Bytecode", now, null, true)).toHaveLength(40);
    expect(countInstructions(now)).toBe(40);
  });
});

describe("a frame's attributes", () => {
  test("are compared by object, but plain values by what they say", () => {
    const rows = read(
      "Frame",
      inspection(
        branch("A", 0, {
          attributes: [attribute("gi_code", "<code>", "0x10"), attribute("f_lasti", "300", "0x20")],
        }),
        branch("B", 0, {
          attributes: [attribute("gi_code", "<code>", "0x11"), attribute("f_lasti", "300", "0x21")],
        }),
      ),
    );
    expect(rows.map((row) => row.readings[0]?.tie.is)).toEqual(["own", "same"]);
    expect(rows[0]?.readings[0]?.meaning).toBe("the gi_code");
  });

  test("are not compared where it is not said which object they are", () => {
    const frame = [attribute("gi_frame", "a frame", null)];
    const rows = read(
      "Frame",
      inspection(branch("A", 0, { attributes: frame }), branch("B", 0, { attributes: frame })),
    );
    expect(rows[0]?.readings.map((reading) => reading?.tie.is)).toEqual(["none", "none"]);
  });
});

test("words of memory that differ are a branch's own, and those that changed are marked", () => {
  const struct = (word: string) => ({
    structs: [
      {
        name: "PyGenObject",
        header: "pycore.h",
        size: 8,
        fields: [
          { name: "ob_refcnt", offset: 0, type: "Py_ssize_t", size: 4, words: ["0x1"], meaning: "" },
          { name: "frame_state", offset: 4, type: "int8_t", size: 1, words: [word], meaning: "" },
        ],
      },
    ],
  });
  const now = inspection(branch("A", 0, struct("0x1")), branch("B", 0, struct("0x2")));
  const rows = read("Memory", now, inspection(branch("A", 0, struct("0x1")), branch("B", 0, struct("0x1"))));
  expect(rows.map((row) => row.name)).toEqual(["PyGenObject", "ob_refcnt", "frame_state"]);
  expect(rows.map((row) => row.readings.map((reading) => reading?.tie.is))).toEqual([
    ["none", "none"],
    ["same", "same"],
    ["own", "own"],
  ]);
  expect(rows[2]?.readings.map((reading) => reading?.changed)).toEqual([false, true]);
});

test("delegates are told from the outermost to the innermost", () => {
  const delegates = ["inner", "innermost"].map((name, index) => ({
    type: "generator",
    name,
    state: "suspended",
    line: 3 + index,
    address: `0x${index}`,
    object: 7 + index,
  }));
  const rows = read("Delegates", inspection(branch("A", 0, { delegates })));
  expect(rows.map((row) => [row.name, row.depth, row.readings[0]?.text])).toEqual([
    ["waits for", 0, "generator inner · suspended · line 3"],
    ["which waits for", 1, "generator innermost · suspended · line 4"],
  ]);
});

test("an exception is told with what it came from, below the row that names it", () => {
  const handled = [
    { link: "handled" as const, type: "ValueError", line: 7, address: "0x1", object: 4 },
    { link: "context" as const, type: "KeyError", line: 5, address: "0x2", object: null },
  ];
  const now = inspection(branch("A", 0, { handled }), branch("B", 0));
  const handling = { name: "Exception state" as const, rows: [] };
  const [table, ...others] = joined([handling], compareInspected(["A", "B"], now, null, false));
  expect(others.map(({ name }) => name)).toEqual(["Delegates", "Frame", "Bytecode", "Memory"]);
  expect(table?.rows.map((row) => [row.name, row.readings[0]?.text, row.readings[1]])).toEqual([
    ["traceback", "raised at line 7", null],
    ["context", "KeyError · raised at line 5", null],
    ["raise", "would raise this ValueError again", null],
  ]);
});

test("nothing read is nothing shown, in every table", () => {
  expect(compareInspected(["A"], null, null, false).map(({ rows }) => rows)).toEqual([[], [], [], [], []]);
});
