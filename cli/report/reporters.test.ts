import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parseStep, type Step } from "../../protocol/engine.ts";
import { parseExperiment } from "../../protocol/experiment.ts";
import type { Python } from "../pythons.ts";
import { judge, type Report } from "../result.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { pretty } from "./pretty.ts";
import type { Reporter } from "./reporter.ts";
import { tap } from "./tap.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** What the lab answered to the first actions of experiments/article-closures-rebound.json: start, next, next, clone, send. */
const STEPS: readonly Step[] = v
  .parse(v.array(v.unknown()), JSON.parse(read("../../protocol/samples/article-closures-rebound.json")))
  .map((step) => parseStep(JSON.stringify(step)))
  .slice(0, 5);
const whole = parseExperiment(read("../../experiments/article-closures-rebound.json"));
const experiment = {
  ...whole,
  actions: whole.actions.slice(0, 5),
  expected: whole.expected?.slice(0, 5) ?? [],
};

const python = (version: string): Python => ({
  name: version,
  version,
  isNative: false,
  spawn: () => () => Promise.reject(new Error("Nothing is run here.")),
});

/** The answers with another one to the action of that number. */
const but = (number: number, text: string, printed = ""): readonly Step[] =>
  STEPS.map((step, index) =>
    index === number - 1
      ? { ...step, outcome: { kind: "closed", text }, stdout: printed, digest: "f".repeat(16) }
      : step,
  );

const { expected: _, ...unexpecting } = experiment;
const target = { name: "closure.json", from: "file", experiment } as const;
const passed = judge(experiment, python("3.14"), { steps: STEPS, failure: undefined });
const differing = judge(experiment, python("3.14"), {
  steps: but(5, 'A <b>bold</b> "text" & #3', "printed\u001b[0m"),
  failure: undefined,
});
const unchecked = judge(unexpecting, python("3.14"), { steps: STEPS.slice(0, 1), failure: undefined });
const unstarted = judge(experiment, python("3.15"), { steps: [], failure: "Python could not be started." });

const REPORTS: readonly Report[] = [
  { target, results: [passed] },
  { target, results: [differing] },
  { target: { ...target, name: "bare.json" }, results: [unchecked] },
  { target, results: [unstarted] },
];

const told = (reporter: Reporter, reports: readonly Report[] = REPORTS): string =>
  [reporter.begin(reports.length), ...reports.map(reporter.tell), reporter.end(reports)].join("");
const plain = { colour: false, width: 100 };

test("pretty: a line an experiment, and both sides of a difference with the action's number", () => {
  expect(told(pretty(plain))).toBe(`\
✓ closure.json  A closure with nonlocal, 3.14
✗ closure.json  A closure with nonlocal, 3.14: 1 of 5 actions
  5. B.send(5)
     expected                 got
     yielded ('jumped', 17)   closed A <b>bold</b> "text" & #3
? bare.json  A closure with nonlocal, 3.14: not checked, as nothing is expected of it
✗ closure.json  A closure with nonlocal, 3.15: Python could not be started.
1 as expected, 2 differ (in 1 action), 1 not checked, as nothing is expected of it; 11 actions
`);
});

test("pretty: colours where the terminal has them", () => {
  expect(told(pretty({ ...plain, colour: true }))).toContain("\x1b[32m✓\x1b[0m closure.json");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  expect(told(pretty(plain))).not.toMatch(/\x1b/);
});

test("pretty: long texts are wrapped, each on its side", () => {
  const result = judge(experiment, python("3.14"), { steps: but(5, "word ".repeat(30)), failure: undefined });
  const lines = told(pretty({ ...plain, width: 60 }), [{ target, results: [result] }]).split("\n");
  expect(Math.max(...lines.slice(1, -2).map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(lines.filter((line) => line.includes("word word")).length).toBeGreaterThan(3);
});

describe("several Pythons are one table", () => {
  const on = (version: string, steps: readonly Step[]) =>
    judge(experiment, python(version), { steps, failure: undefined });
  const lines = (report: Report, width = 100) => told(pretty({ ...plain, width }), [report]).split("\n");

  test("in which the same outcome is one cell across neighbours, and letters tell snapshots apart", () => {
    const results = [on("3.10", but(5, "B is gone")), on("3.11", STEPS), on("3.14", STEPS)];
    expect(lines({ target, results }).slice(0, 7)).toEqual([
      "closure.json  A closure with nonlocal",
      "                      │ 3.10      │ 3.11       │ 3.14       │ snapshot",
      "    1 A = counter(10) │ A is counter(10)",
      "    2 next(A)         │ yielded ('red', 11)",
      "    3 next(A)         │ yielded ('green', 12)",
      "    4 B = clone(A)    │ B is a clone of A",
      "✗   5 B.send(5)       │ B is gone │ yielded ('jumped', 17)  │ abb",
    ]);
  });

  test("which marks what differs though all of it is expected", () => {
    const expected = [...experiment.expected.slice(0, 4), null];
    const report = { target: { ...target, experiment: { ...experiment, expected } } };
    const results = ["3.10", "3.14"].map((version, index) =>
      judge(report.target.experiment, python(version), {
        steps: index === 0 ? but(5, "B is gone") : STEPS,
        failure: undefined,
      }),
    );
    expect(lines({ ...report, results })[6]).toMatch(/^≠ {3}5 B\.send\(5\)/);
  });

  test("which keeps to its width with six of them that all differ", () => {
    const versions = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];
    const results = versions.map((version, index) => on(version, but(5, `${index} ${"word ".repeat(20)}`)));
    const table = lines({ target, results }).slice(1, 14);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(table[5]).toMatch(/^✗ {3}5 B\.send\(5\) {7}│ 0 word/);
  });

  test("without those that had no interpreter, of which it is said why", () => {
    const text = told(pretty(plain), [{ target, results: [on("3.14", STEPS), unstarted] }]);
    expect(text).toContain("✗ 3.15: Python could not be started.");
    expect(text).not.toMatch(/│ 3\.15/);
  });
});

test("json: a line an action, and the totals at the end", () => {
  const lines = told(json)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(5 + 5 + 1 + 1 + 1);
  expect(lines[4]).toEqual({
    experiment: "closure.json",
    python: "3.14",
    index: 4,
    action: { do: "send", branch: "B", value: "5" },
    outcome: STEPS[4]?.outcome,
    stdout: "",
    digest: STEPS[4]?.digest,
  });
  expect(Object.keys(lines[4])).toEqual("experiment python index action outcome stdout digest".split(" "));
  expect(lines[9]).toMatchObject({ stdout: "printed\u001b[0m", expected: { text: "('jumped', 17)" } });
  expect(lines[11]).toEqual({
    experiment: "closure.json",
    python: "3.15",
    failure: "Python could not be started.",
  });
  expect(lines[12]).toEqual({
    totals: { experiments: 4, passed: 1, differing: 2, unchecked: 1, actions: 11, differences: 1 },
  });
});

test("tap: an experiment is a subtest, and an action is a test in it", () => {
  expect(told(tap(), REPORTS.slice(1))).toBe(`\
TAP version 14
    # Subtest: closure.json on 3.14
    ok 1 - A = counter(10)
    ok 2 - next(A)
    ok 3 - next(A)
    ok 4 - B = clone(A)
    not ok 5 - B.send(5)
      ---
      expected: "yielded ('jumped', 17)"
      got: "closed A <b>bold</b> \\"text\\" & #3"
      ...
    1..5
not ok 1 - closure.json on 3.14
    # Subtest: bare.json on 3.14
    ok 1 - A = counter(10)
    1..1
ok 2 - bare.json on 3.14 # SKIP nothing is expected of it
    # Subtest: closure.json on 3.15
    1..0
not ok 3 - closure.json on 3.15
  ---
  message: "Python could not be started."
  ...
1..3
`);
});

test("junit: a suite an experiment, a case an action, and nothing that XML cannot have", () => {
  expect(told(junit, REPORTS.slice(1))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="genclone" tests="7" failures="1" errors="1">\
<testsuite name="closure.json on 3.14" tests="5" failures="1" errors="0" skipped="0">\
<testcase name="1 A = counter(10)" classname="closure.json on 3.14"/>
<testcase name="2 next(A)" classname="closure.json on 3.14"/>
<testcase name="3 next(A)" classname="closure.json on 3.14"/>
<testcase name="4 B = clone(A)" classname="closure.json on 3.14"/>
<testcase name="5 B.send(5)" classname="closure.json on 3.14">\
<failure type="closed" message="expected yielded ('jumped', 17), got closed A &lt;b&gt;bold&lt;/b&gt; &quot;text&quot; &amp; #3">\
expected yielded ('jumped', 17), got closed A &lt;b&gt;bold&lt;/b&gt; &quot;text&quot; &amp; #3</failure>
<system-out>printed\ufffd[0m</system-out></testcase></testsuite>
<testsuite name="bare.json on 3.14" tests="1" failures="0" errors="0" skipped="1">\
<testcase name="1 A = counter(10)" classname="bare.json on 3.14">\
<skipped message="nothing is expected of it"/></testcase></testsuite>
<testsuite name="closure.json on 3.15" tests="1" failures="0" errors="1" skipped="0">\
<testcase name="an interpreter" classname="closure.json on 3.15">\
<error message="Python could not be started."/></testcase></testsuite></testsuites>
`);
});
