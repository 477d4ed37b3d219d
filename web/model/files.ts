import { canonicalText } from "../../protocol/canonical.ts";
import { type Experiment, NotAnExperiment, parseExperiment } from "../../protocol/experiment.ts";

/** A file's name and text; or, where it cannot be read, why. */
export type ReadFile = { readonly name: string } & ({ readonly text: string } | { readonly why: string });

/** The name of the file that an experiment is saved as. */
export function fileName({ title }: Experiment): string {
  const words = title
    .toLowerCase()
    .normalize("NFKD")
    .match(/[a-z0-9]+/g);
  return `${(words ?? ["experiment"]).join("-").slice(0, 60)}.json`;
}

/** One file for many experiments: a list of them. */
export const listText = (experiments: readonly Experiment[]): string =>
  `[\n${experiments.map((one) => canonicalText(one).trimEnd()).join(",\n")}\n]\n`;

/** The experiments of a file: one, or a list of them. Throws `NotAnExperiment` where any of them is none. */
export function parseFile(text: string): readonly Experiment[] {
  if (!/^\s*\[/.test(text)) return [parseExperiment(text)];
  return parseList(text).map((one, index) => {
    try {
      return parseExperiment(JSON.stringify(one));
    } catch (error) {
      if (!(error instanceof NotAnExperiment)) throw error;
      throw new NotAnExperiment(`Experiment ${index + 1} of its list: ${error.message}`);
    }
  });
}

function parseList(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch (error) {
    throw new NotAnExperiment(`It is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}
