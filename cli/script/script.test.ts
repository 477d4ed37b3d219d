import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { expressionsOf } from "../../script/expressions.ts";
import { type Forms, formsOf } from "../../script/forms.ts";
import { scriptOf, testOf } from "../../script/script.ts";
import { inRepository, ROOT } from "../../scripts/paths.mjs";
import { run } from "../../scripts/process.mjs";
import { findInterpreters } from "../../scripts/test/interpreters.mjs";
import { createSupervisor } from "../../web/supervisor.ts";
import { DEFAULT_MEMORY } from "../options.ts";
import { spawnNative } from "../process/native.ts";
import { pythonOf } from "../pythons.ts";
import { PIECES } from "./pieces.ts";

const natives = [...(await findInterpreters()).values()];

const gallery: readonly (readonly [string, Experiment])[] = readdirSync(inRepository("experiments"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => [name, parseExperiment(readFileSync(inRepository("experiments", name), "utf8"))]);

const experiment = (source: string, actions: readonly object[]): Experiment =>
  parseExperiment(JSON.stringify({ format: 2, title: "T", python: "3.14", source, actions }));

const START = { do: "start", branch: "A", call: "g()" };
const NEXT = { do: "next", branch: "A" };

/** What no experiment of the gallery does, and what a script could come to grief of. */
const HARD: readonly (readonly [string, Experiment])[] = [
  [
    "expressions that cannot stand as they are, or do not compile",
    experiment("def g():\n    while True:\n        yield (yield)\n", [
      START,
      NEXT,
      { do: "send", branch: "A", value: "1, 2" },
      { do: "send", branch: "A", value: "  [3,\n4]  # a comment" },
      { do: "send", branch: "A", value: "'''five\n  six'''" },
      { do: "send", branch: "A", value: "7 +" },
      { do: "send", branch: "A", value: "1) or (2" },
      { do: "send", branch: "A", value: "x for x in 'ab'" },
      { do: "send", branch: "A", value: "(x for x in 'ab')" },
      { do: "send", branch: "A", value: "(n := 8)" },
      { do: "evaluate", expression: "n + 1" },
      { do: "evaluate", expression: "print('-> raised')" },
      { do: "evaluate", expression: "'\\ud800 \"\u00e9' \n" },
    ]),
  ],
  [
    "branches that are not there, there already, or no generators",
    experiment("def g():\n    yield 1\nx = 1\nheld = g()\n", [
      NEXT,
      { ...START, call: "x" },
      START,
      START,
      { do: "start", branch: "B", call: "A" },
      { do: "clone", branch: "A", as: "A" },
      { do: "clone", branch: "A", as: "C" },
      NEXT,
      NEXT,
      NEXT,
      { do: "clone", branch: "A", as: "D" },
      { do: "next", branch: "D" },
      { do: "drop", branch: "C" },
      { do: "next", branch: "C" },
      { do: "throw", branch: "A", exception: "ValueError('no')" },
      { do: "close", branch: "A" },
      { do: "start", branch: "E", call: "held" },
      { do: "evaluate", expression: "list(E)" },
      { do: "next", branch: "E" },
      { do: "next", branch: "E" },
    ]),
  ],
  [
    "names that are the source's as well",
    experiment(
      "from __future__ import annotations\nA = 'global'\naction = clone = 'ours'\ndef g():\n    yield A, action, clone\n    yield 2\n",
      [
        START,
        NEXT,
        { do: "evaluate", expression: "next(A)" },
        { do: "clone", branch: "A", as: "B", policy: { preset: "strict", iterators: "copy" } },
        { do: "next", branch: "B" },
        { do: "evaluate", expression: "action + clone" },
        { do: "evaluate", expression: "next(iter(()))" },
        { do: "drop", branch: "A" },
        { do: "evaluate", expression: "A" },
      ],
    ),
  ],
  [
    "coroutines and async generators, in the middle of an await, too",
    experiment(
      [
        "import types",
        "@types.coroutine",
        "def pause(x):",
        "    return (yield x)",
        "async def g():",
        "    try:",
        "        got = await pause('a')",
        "        sent = yield got",
        "        await pause(sent)",
        "        yield 3",
        "    finally:",
        "        await pause('closing')",
        "async def c():",
        "    return await pause('c')",
      ].join("\n"),
      [
        START,
        NEXT,
        { do: "clone", branch: "A", as: "B" },
        { do: "send", branch: "A", value: "'got'" },
        { do: "send", branch: "B", value: "'otherwise'" },
        { do: "send", branch: "A", value: "'sent'" },
        NEXT,
        { do: "close", branch: "A" },
        NEXT,
        NEXT,
        { do: "throw", branch: "B", exception: "KeyError" },
        { do: "next", branch: "B" },
        { do: "start", branch: "C", call: "c()" },
        { do: "next", branch: "C" },
        { do: "clone", branch: "C", as: "D" },
        { do: "send", branch: "C", value: "5" },
        { do: "send", branch: "C", value: "5" },
        { do: "close", branch: "D" },
        { do: "drop", branch: "D" },
      ],
    ),
  ],
];

const all = [...gallery, ...HARD];
let forms: Forms;
beforeAll(async () => {
  // One interpreter looks at the expressions of all.
  const python = pythonOf("3.14");
  if (python === undefined) throw new Error("There is no 3.14.");
  const supervisor = createSupervisor({ spawn: python.spawn(DEFAULT_MEMORY) });
  forms = await formsOf(
    all.flatMap(([, each]) => expressionsOf(each)),
    supervisor,
    PIECES.form,
  );
  supervisor.dispose();
}, 120_000);

const env = { PYTHONPATH: inRepository("python", "src"), PYTHONHASHSEED: "0", PYTHONUTF8: "1" };

const folder = mkdtempSync(join(tmpdir(), "genclone-script-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Python says of a script, or of a test, in a file. */
function runOn(path: string, text: string) {
  const file = join(folder, "test_it.py");
  writeFileSync(file, text);
  return run(path, ["-W", "ignore", file], { cwd: ROOT, env, deadline: 60 });
}

/** The kinds of outcomes that a script prints, by the actions' numbers. */
async function kindsOfScript(path: string, text: string): Promise<ReadonlyMap<number, string>> {
  const result = await runOn(path, text);
  expect(result.code, result.output).toBe(0);
  const lines = [...result.stdout.matchAll(/^(\d+)\. .* -> (\w+) ?/gm)];
  return new Map(lines.map(([, number, kind = ""]) => [Number(number), kind]));
}

const isThorough = process.env.THOROUGH === "1";
const newest = natives.at(-1);
/** The newest tells most of what there is to tell. */
const tried = isThorough ? natives : natives.filter((one) => one === newest);
/** As do a third of the gallery, and all that no experiment of it does. Each is some processes. */
const played = isThorough ? gallery : gallery.filter((_, index) => index % 3 === 0);

describe.each(tried.map(({ version, path }) => [version, path]))("on CPython %s", (_, path) => {
  const supervisor = createSupervisor({ spawn: spawnNative(path, 2048), deadline: 20_000 });
  afterAll(() => supervisor.dispose());

  test.each([...played, ...HARD])("the script of %s does what the lab does", async (_name, each) => {
    const kinds = await kindsOfScript(path, scriptOf(each, forms, PIECES));
    await supervisor.open(each.source);
    for (const [index, action] of each.actions.entries()) {
      const { outcome } = await supervisor.act(action);
      const what = `${index + 1}. ${JSON.stringify(action)}: ${outcome.text}`;
      expect(kinds.get(index + 1), what).toBe(doesNotCompile(outcome) ? undefined : outcome.kind);
    }
  });
});

/** An experiment that does what the lab does, and expects it. */
async function recorded(each: Experiment, path: string): Promise<Experiment> {
  const supervisor = createSupervisor({ spawn: spawnNative(path, 2048), deadline: 20_000 });
  await supervisor.open(each.source);
  const expected = [];
  for (const action of each.actions) {
    const { kind, text } = (await supervisor.act(action)).outcome;
    expected.push({ kind, text });
  }
  supervisor.dispose();
  return { ...each, expected };
}

// A test, too, is run by whatever Python there is; where there is none, these are named as skipped.
describe.skipIf(newest === undefined)("a test", () => {
  const path = newest?.path ?? "";

  test.each(played)("of %s passes", async (_name, each) => {
    const { code, output } = await runOn(path, testOf(each, forms, PIECES));
    expect(output).toMatch(/^Ran 1 test in .*\n\nOK$/m);
    expect(code).toBe(0);
  });

  test("is one for pytest, too, where a Python has that", async ({ skip }) => {
    const file = join(folder, "test_in_pytest.py");
    const [, each = experiment("", [])] = gallery.find(([name]) => name === "article-clone.json") ?? [];
    writeFileSync(file, testOf(each, forms, PIECES));
    for (const { path: python } of natives) {
      const known = await run(python, ["-m", "pytest", "--version"], { cwd: ROOT, env, deadline: 60 });
      if (known.code !== 0) continue;
      const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider", file];
      const { code, output } = await run(python, args, { cwd: ROOT, env, deadline: 60 });
      expect(code, output).toBe(0);
      expect(output).toContain("1 passed");
      return;
    }
    skip("no Python here has pytest");
  });

  test.each(HARD)("of %s passes, too", async (_name, each) => {
    const { code, output } = await runOn(path, testOf(await recorded(each, path), forms, PIECES));
    expect(code, output).toBe(0);
  });

  test.each([
    ["another value", { kind: "yielded", text: "8" }, "2. next(A): expected yielded 8, got yielded 'one'"],
    ["another kind", { kind: "returned" }, "2. next(A): expected returned, got yielded 'one'"],
    ["another beginning", { kind: "yielded", text: "'two… 3 more" }, "expected yielded 'two\u2026, got"],
    [
      "another one for each version",
      { kind: "yielded", text: "'one'", on: { [newest?.version ?? ""]: { kind: "raised" } } },
      "expected raised, got yielded 'one'",
    ],
  ])("fails where %s is expected", async (_, second, said) => {
    const each = experiment("def g():\n    yield 'one'\n", [START, NEXT]);
    const { code, output } = await runOn(path, testOf({ ...each, expected: [null, second] }, forms, PIECES));
    expect(output).toContain(`AssertionError: ${said.includes("next(A)") ? "" : "2. next(A): "}${said}`);
    expect(code).toBe(1);
  });

  test("compares no addresses, and shortened texts as far as they are there", async () => {
    const source =
      "class C: pass\ndef g():\n    yield C(), g\n    yield list(range(1000))\n    yield 2**4000, 'U0001f600'\n";
    const each = await recorded(experiment(source, [START, NEXT, NEXT, NEXT]), path);
    expect(each.expected?.map((one) => one?.text)).toEqual([
      "A is g()",
      expect.stringMatching(/^\(<experiment\.C object #\d+>, <function g #\d+>\)$/),
      expect.stringContaining("… 976 more"),
      expect.stringContaining("<int of 4,001 bits>"),
    ]);
    const { code, output } = await runOn(path, testOf(each, forms, PIECES));
    expect(code, output).toBe(0);
  });
});

test("a test leaves out what never ends, and says where nothing is expected", () => {
  const each = experiment("def g():\n    yield 1\n    while True: pass\n", [START, NEXT, NEXT]);
  expect(testOf(each, forms, PIECES)).toMatch(/Nothing(\n# | )is(\n# | )expected/);
  const text = testOf({ ...each, expected: [null, null, { kind: "stopped" }] }, forms, PIECES);
  expect(text).not.toContain("Nothing");
  expect(text).toContain("    # 3. next(A)\n    # This never ends");
});

const doesNotCompile = (outcome: Outcome): boolean =>
  outcome.kind === "raised" && outcome.type === "SyntaxError" && outcome.origin === "expression";

test("a script begins with the experiment's title, notes and source as it is", () => {
  const source = "from __future__ import annotations\n\ndef g():\n    yield '\\t'\n";
  const each = { ...experiment(source, [START]), notes: `One.\n\n${"Long words. ".repeat(20)}` };
  const text = scriptOf(each, new Map([["g()", "plain"]]), PIECES);
  expect(text.startsWith("# T\n#\n# One.\n#\n# Long words.")).toBe(true);
  expect(text).toContain(`\n\n${source}`);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(121);
});
