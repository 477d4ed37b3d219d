import text from "../../experiments/article-closures-rebound.json?raw";
import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";
import { FORMAT } from "../../protocol/migrations.ts";

/** What a visitor sees first. It comes with the page; the other experiments come when the gallery is opened. */
export const FIRST: Experiment = parseExperiment(text);

/** What a new experiment begins as. */
export const BLANK: Experiment = {
  format: FORMAT,
  title: "Untitled",
  notes: "",
  python: "3.14",
  source: "def main():\n    for n in range(3):\n        yield n\n",
  actions: [],
};

/** Where the reader of an experiment of the gallery stands: it is started, and can be played on from there. */
export const READER = 1;
