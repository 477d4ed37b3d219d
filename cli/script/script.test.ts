import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { inRepository, ROOT } from "../../scripts/paths.mjs";
import { run } from "../../scripts/process.mjs";
import { findInterpreters } from "../../scripts/test/interpreters.mjs";
import { createSupervisor } from "../../web/supervisor.ts";
import { DEFAULT_MEMORY } from "../options.ts";
import { spawnNative } from "../process/native.ts";
import { pythonOf } from "../pythons.ts";
import { type Form, formsOf } from "./forms.ts";
import { expressionsOf, scriptOf } from "./script.ts";

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
let forms: ReadonlyMap<string, Form>;
beforeAll(async () => {
  // One interpreter looks at the expressions of all.
  const python = pythonOf("3.14");
  if (python === undefined) throw new Error("There is no 3.14.");
  forms = await formsOf(
    all.flatMap(([, each]) => expressionsOf(each)),
    python.spawn(DEFAULT_MEMORY),
  );
}, 120_000);

/** The kinds of outcomes that a script prints, by the actions' numbers. */
async function kindsOfScript(path: string, text: string): Promise<ReadonlyMap<number, string>> {
  const env = { PYTHONPATH: inRepository("python", "src"), PYTHONHASHSEED: "0", PYTHONUTF8: "1" };
  const result = await run(path, ["-W", "ignore", "-c", text], { cwd: ROOT, env, deadline: 60 });
  expect(result.code, result.output).toBe(0);
  const lines = [...result.stdout.matchAll(/^(\d+)\. .* -> (\w+) ?/gm)];
  return new Map(lines.map(([, number, kind = ""]) => [Number(number), kind]));
}

describe.each(natives.map(({ version, path }) => [version, path]))("on CPython %s", (_, path) => {
  const supervisor = createSupervisor({ spawn: spawnNative(path, 2048), deadline: 20_000 });
  afterAll(() => supervisor.dispose());

  test.each(all)("the script of %s does what the lab does", async (_name, each) => {
    const kinds = await kindsOfScript(path, scriptOf(each, forms));
    await supervisor.open(each.source);
    for (const [index, action] of each.actions.entries()) {
      const { outcome } = await supervisor.act(action);
      const what = `${index + 1}. ${JSON.stringify(action)}: ${outcome.text}`;
      expect(kinds.get(index + 1), what).toBe(doesNotCompile(outcome) ? undefined : outcome.kind);
    }
  });
});

const doesNotCompile = (outcome: Outcome): boolean =>
  outcome.kind === "raised" && outcome.type === "SyntaxError" && outcome.origin === "expression";

test("a script begins with the experiment's title, notes and source as it is", () => {
  const source = "from __future__ import annotations\n\ndef g():\n    yield '\\t'\n";
  const each = { ...experiment(source, [START]), notes: `One.\n\n${"Long words. ".repeat(20)}` };
  const text = scriptOf(each, new Map([["g()", "plain"]]));
  expect(text.startsWith("# T\n#\n# One.\n#\n# Long words.")).toBe(true);
  expect(text).toContain(`\n\n${source}`);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(121);
});
