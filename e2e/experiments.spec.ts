import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { Experiment } from "../protocol/experiment.ts";
import { Outcome } from "../protocol/outcome.ts";
import { expect, test } from "./fixtures.ts";

/** An experiment with what each of its actions leads to. */
const Corpus = v.object({
  ...Experiment.entries,
  expected: v.array(
    v.object({
      kind: v.picklist(Outcome.options.map((option) => option.entries.kind.literal)),
      text: v.string(),
    }),
  ),
});

const FOLDER = new URL("../experiments/", import.meta.url);

const experiments = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, ...v.parse(Corpus, JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"))) }));

test("there are experiments", () => {
  expect(experiments.length).toBeGreaterThan(0);
});

/** Kinds whose text only repeats the action; the page says the kind alone. */
const SAID_BY_THE_ACTION = ["started", "cloned", "closed", "dropped"];

/** The outcome as the page says it: the kind, then the text, then, of an error, the line. */
const said = ({ kind, text }: { readonly kind: string; readonly text: string }): RegExp => {
  if (SAID_BY_THE_ACTION.includes(kind)) return new RegExp(`^${kind}$`);
  const line = text.startsWith(kind) ? text : `${kind} ${text}`;
  return new RegExp(`^${line.replace(/[.*+?^${"$"}{}()|[\]\\]/g, "\\$&")}( \\(line \\d+\\))?$`);
};

for (const { name, title, actions, expected } of experiments) {
  test(`${name}: ${title}`, async ({ playground }) => {
    expect(expected).toHaveLength(actions.length);
    await playground.choose(title);
    for (const [index, action] of actions.entries()) {
      const outcome =
        action.do === "start" ? await playground.run() : await playground.branch(action.branch).act(action);
      expect(outcome, `action ${index + 1}, ${action.do} on ${action.branch}`).toMatch(
        said(expected[index] ?? { kind: "nothing", text: "" }),
      );
      if (action.do === "clone" && expected[index]?.kind === "cloned")
        expect(await playground.branches()).toContain(action.as);
    }
  });
}
