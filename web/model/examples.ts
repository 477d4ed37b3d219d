import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";

/**
 * Experiments by their file's name without its ending, in alphabetical order. `files` are their texts by path. A broken
 * one is a mistake of ours and throws, with its name.
 */
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
