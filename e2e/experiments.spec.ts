import { readdirSync, readFileSync } from "node:fs";
import { whatIsDone } from "../protocol/action.ts";
import { expectedOn } from "../protocol/expectation.ts";
import { parseExperiment } from "../protocol/experiment.ts";
import { expect, IS_THOROUGH, sample, test } from "./fixtures.ts";
import type { Playground } from "./playground.ts";

const FOLDER = new URL("../experiments/", import.meta.url);

const experiments = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, ...parseExperiment(readFileSync(new URL(name, FOLDER), "utf8")) }));

type Named = (typeof experiments)[number];

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

/** Plays an experiment by the page's buttons, from its start to its last action. */
async function play(playground: Playground, { name, title, actions, expected }: Named): Promise<void> {
  expect(expected, name).toHaveLength(actions.length);
  await playground.choose(title);
  await playground.run();
  const python = await playground.python.inputValue();
  for (const [index, outcome] of (await playground.play(actions.length)).entries()) {
    const wanted = expectedOn(expected?.[index], python);
    const { [index]: action } = actions;
    expect(outcome, `${name}, action ${index + 1}, ${action && whatIsDone(action)}`).toMatch(
      said(wanted?.kind ?? "nothing", wanted?.text ?? ""),
    );
  }
}

const groupOf = ({ name }: Named): string => name.slice(0, name.indexOf("-"));

/** What is played in one page, as by a visitor who goes through the gallery: a Python boots once for all. */
const tours = IS_THOROUGH
  ? [...new Set(experiments.map(groupOf))].map(
      (group) => [group, experiments.filter((experiment) => groupOf(experiment) === group)] as const,
    )
  : [["experiments", sample(experiments, 12)] as const];

for (const [what, members] of tours) {
  test(`${members.length} of the gallery's ${what}`, async ({ playground }) => {
    test.setTimeout(300_000);
    for (const experiment of members) await test.step(experiment.name, () => play(playground, experiment));
  });
}
