import { readdirSync, readFileSync } from "node:fs";
import { whatIsDone } from "../protocol/action.ts";
import { expectedOn } from "../protocol/expectation.ts";
import { parseExperiment } from "../protocol/experiment.ts";
import { expect, test } from "./fixtures.ts";

const FOLDER = new URL("../experiments/", import.meta.url);

const experiments = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, ...parseExperiment(readFileSync(new URL(name, FOLDER), "utf8")) }));

test("there are experiments", () => {
  expect(experiments.length).toBeGreaterThan(0);
});

/** Kinds whose text only repeats the action; the page says the kind alone. */
const SAID_BY_THE_ACTION = ["started", "cloned", "closed", "dropped"];

/** The outcome as the page says it: the kind, then the text, then, of an error, the line. */
const said = (kind: string, text: string): RegExp => {
  if (SAID_BY_THE_ACTION.includes(kind)) return new RegExp(`^${kind}$`);
  const line = text.startsWith(kind) ? text : `${kind} ${text}`;
  return new RegExp(`^${line.replace(/[.*+?^${"$"}{}()|[\]\\]/g, "\\$&")}( \\(line \\d+\\))?$`);
};

for (const { name, title, actions, expected } of experiments) {
  test(`${name}: ${title}`, async ({ playground }) => {
    expect(expected).toHaveLength(actions.length);
    await playground.choose(title);
    await playground.run();
    const python = await playground.python.inputValue();
    for (const [index, outcome] of (await playground.play(actions.length)).entries()) {
      const wanted = expectedOn(expected?.[index], python);
      const { [index]: action } = actions;
      expect(outcome, `action ${index + 1}, ${action && whatIsDone(action)}`).toMatch(
        said(wanted?.kind ?? "nothing", wanted?.text ?? ""),
      );
    }
  });
}
