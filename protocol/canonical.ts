import type { Experiment } from "./experiment.ts";

/** The order of the fields that are known, in whichever object they stand; others follow by their names. */
const ORDER = [
  ..."format title notes python source actions expected cursor panes".split(" "),
  ..."do branch call value exception as policy expression".split(" "),
  ..."kind text digest on preset".split(" "),
];

const RANK = new Map(ORDER.map((name, rank) => [name, rank]));

const byRank = (a: string, b: string): number =>
  (RANK.get(a) ?? ORDER.length) - (RANK.get(b) ?? ORDER.length) || (a < b ? -1 : 1);

/** The same value with the fields of every object in the one order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => byRank(a, b));
  return Object.fromEntries(entries.map(([name, held]) => [name, ordered(held)]));
}

const withoutDefaults = ({ notes, ...rest }: Experiment): object =>
  notes === "" ? rest : { ...rest, notes };

/** The one text of an experiment without white space: equal experiments give equal bytes. */
export const compactText = (experiment: Experiment): string =>
  JSON.stringify(ordered(withoutDefaults(experiment)));

/** The one text of an experiment as a file has it: two spaces deep, and a line end at its end. */
export const canonicalText = (experiment: Experiment): string =>
  `${JSON.stringify(ordered(withoutDefaults(experiment)), null, 2)}\n`;
