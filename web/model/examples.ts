import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";

/** The experiments that come with the playground, by file name without its ending, in alphabetical order. */
export const EXAMPLES: ReadonlyMap<string, Experiment> = readExamples(
  import.meta.glob<string>("../../experiments/*.json", { query: "?raw", import: "default", eager: true }),
);

/** A broken file is a mistake of ours and throws while building or testing, with its name. */
export function readExamples(files: Readonly<Record<string, string>>): ReadonlyMap<string, Experiment> {
  return new Map(
    Object.entries(files)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([path, text]) => {
        try {
          return [path.replace(/^.*\/|\.json$/g, ""), parseExperiment(text)];
        } catch (error) {
          throw new Error(`${path} is not an experiment`, { cause: error });
        }
      }),
  );
}
