import { describe, expect, test } from "vitest";
import type { Action } from "../../protocol/action.ts";
import { compactText } from "../../protocol/canonical.ts";
import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";
import { asItStands, firstDifference, nextIf, type Session } from "./recorded.ts";
import type { Entry } from "./timeline.ts";

const opened = parseExperiment(
  JSON.stringify({
    format: 2,
    title: "Two",
    python: "3.14",
    source: "def g():\n    yield 1\n    yield 2\n",
    actions: [
      { do: "start", branch: "G", call: "g()", why: "to begin" },
      { do: "next", branch: "G" },
      { do: "next", branch: "G" },
    ],
    expected: [{ kind: "started" }, { kind: "yielded", text: "1", on: { "3.10": { kind: "raised" } } }],
    mood: "calm",
  }),
);
const [START, NEXT, LAST] = opened.actions as readonly [Action, Action, Action];

const came = (action: Action, text: string): Entry => ({
  action,
  step: {
    outcome: { kind: "yielded", text, object: null, awaiting: false },
    stdout: "",
    stderr: "",
    snapshot: { branches: [], objects: [] },
    digest: "",
  },
});

const untouched: Session = {
  opened,
  title: opened.title,
  python: opened.python,
  source: opened.source,
  ranSource: null,
  typedCall: "",
  suggestion: "g()",
  timeline: [],
  script: [],
};
const played = (timeline: readonly Entry[], script: readonly Action[]): Session => ({
  ...untouched,
  ranSource: opened.source,
  timeline,
  script,
});
const standing = (session: Partial<Session>): Experiment => asItStands({ ...untouched, ...session });

describe("an experiment as it stands", () => {
  test("is the one that was opened as long as nothing was changed, to the last byte", () => {
    expect(compactText(asItStands(untouched))).toBe(compactText(opened));
    const whole = played([came(START, "?"), came(NEXT, "1"), came(LAST, "2")], []);
    expect(compactText(asItStands(whole))).toBe(compactText(opened));
  });

  test("tells where its reader stands, unless that is the end", () => {
    expect(asItStands(played([came(START, "?")], [NEXT, LAST]))).toEqual({ ...opened, cursor: 1 });
    expect(asItStands({ ...untouched, opened: { ...opened, cursor: 2 } })).toEqual({ ...opened, cursor: 2 });
    expect(asItStands({ ...untouched, opened: { ...opened, cursor: 3 } })).toEqual(opened);
  });

  test("has what was done by hand, with what that came to", () => {
    const by: Action = { do: "send", branch: "G", value: "5" };
    const { actions, expected } = asItStands(played([came(START, "?"), came(NEXT, "7"), came(by, "8")], []));
    expect(actions).toEqual([START, NEXT, by]);
    expect(expected).toEqual([...(opened.expected ?? []), { kind: "yielded", text: "8" }]);
  });

  test("expects nothing of actions that another source has not been asked for", () => {
    expect(standing({ source: "def g():\n    yield 3\n" }).expected).toBeUndefined();
    const stale = { ...played([came(START, "?"), came(NEXT, "1")], [LAST]), source: "def g(): yield" };
    expect(asItStands(stale)).toMatchObject({ actions: [START, NEXT, LAST], cursor: 2 });
    expect(asItStands(stale).expected).toBeUndefined();
  });

  test("is a start alone where the call is another than the recorded one", () => {
    const start = { do: "start", branch: "A", call: "h(2)" };
    expect(standing({ typedCall: "h(2)" })).toMatchObject({ actions: [start] });
    expect(standing({ suggestion: "h(2)" })).toMatchObject({ actions: [start] });
    expect(standing({ suggestion: "" }).actions).toEqual(opened.actions);
    expect(standing({ opened: { ...opened, actions: [] } }).actions).toEqual([]);
    expect(standing({ opened: { ...opened, actions: [] }, typedCall: "h(2)" }).actions).toEqual([start]);
  });

  test("says of an end by the supervisor only what kind it was", () => {
    const hung: Entry = came({ do: "close", branch: "G" }, "");
    const step = hung.step && { ...hung.step, outcome: { kind: "stopped" as const, text: "after 5 s" } };
    const { expected } = asItStands(played([came(START, "?"), { ...hung, step }], []));
    expect(expected?.at(-1)).toEqual({ kind: "stopped" });
  });
});

describe("a replay that comes out otherwise", () => {
  test("is told at its first differing action", () => {
    expect(firstDifference(played([came(START, "?")], []))).toMatchObject({ index: 0 });
    const good = { ...came(START, "?"), step: null };
    expect(firstDifference(played([good, came(NEXT, "1"), came(LAST, "9")], []))).toBeNull();
    const found = firstDifference(played([good, came(NEXT, "2"), came(LAST, "9")], []));
    expect(found).toMatchObject({ index: 1, expected: { kind: "yielded", text: "1" } });
  });

  test("is none where a version is expected to differ, on an edited source, or in what was done by hand", () => {
    const timeline = [{ ...came(START, "?"), step: null }, came(NEXT, "2")];
    expect(firstDifference({ ...played(timeline, []), python: "3.10" })).toMatchObject({
      expected: { kind: "raised" },
    });
    expect(firstDifference({ ...played(timeline, []), ranSource: "def g(): yield 2" })).toBeNull();
    const byHand = timeline.map((entry) => ({ ...entry, action: { ...entry.action } }));
    expect(firstDifference(played(byHand, []))).toBeNull();
  });
});

test("what is done by hand is the recorded action where it is the next one, with all that a file said of it", () => {
  const plain: Action = { do: "next", branch: "G" };
  expect(nextIf([NEXT, LAST], plain)).toBe(NEXT);
  expect(nextIf([LAST], { do: "close", branch: "G" })).toBeUndefined();
  expect(nextIf([], plain)).toBeUndefined();
});
