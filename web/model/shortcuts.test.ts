import { expect, test } from "vitest";
import { branchForTests } from "./branch-for-tests.ts";
import { branchInQuestion, commandOf, LOCAL_KEYS, SHORTCUTS } from "./shortcuts.ts";
import type { Entry } from "./timeline.ts";

const press = (key: string) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  defaultPrevented: false,
});

/** The last entry of a timeline, after which there are these branches. */
const entry = (names: string, done: Pick<Entry, "action">, as?: string): Entry => ({
  ...done,
  step: {
    outcome: as === undefined ? { kind: "started", text: "" } : { kind: "cloned", text: "", as },
    stdout: "",
    stderr: "",
    snapshot: { branches: [...names].map((name) => branchForTests(name)), objects: [] },
    digest: "",
  },
});

const start = entry("A", { action: { do: "start", branch: "A", call: "g()" } });
const clone = entry("AB", { action: { do: "clone", branch: "A", as: "B", policy: "fork" } }, "B");
const next = entry("AB", { action: { do: "next", branch: "A" } });

test("a key has its command, and none with a modifier, held down or answered already", () => {
  expect(commandOf(press("n"))).toBe("next");
  expect(commandOf(press("?"))).toBe("help");
  expect(commandOf(press("x"))).toBe(null);
  for (const more of ["ctrlKey", "metaKey", "altKey", "repeat", "defaultPrevented"]) {
    expect(commandOf({ ...press("n"), [more]: true })).toBe(null);
  }
});

test("no key has two commands, and each is explained", () => {
  expect(new Set(SHORTCUTS.map(({ key }) => key)).size).toBe(SHORTCUTS.length);
  expect([...SHORTCUTS, ...LOCAL_KEYS].filter(({ does }) => does === "")).toEqual([]);
});

test("a command is about the branch in focus, else the one last used, a new clone before its original", () => {
  expect(branchInQuestion([], null)).toBe(null);
  expect(branchInQuestion([start], null)).toBe("A");
  expect(branchInQuestion([start, clone], null)).toBe("B");
  expect(branchInQuestion([start, clone], "A")).toBe("A");
  expect(branchInQuestion([start, clone, next], null)).toBe("A");
});

test("a branch that is gone is not meant", () => {
  const drop = entry("A", { action: { do: "drop", branch: "B" } });
  expect(branchInQuestion([start, clone, drop], "B")).toBe("A");
});
