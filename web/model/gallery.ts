import type { Experiment } from "../../protocol/experiment.ts";

/** An experiment of the gallery, under the name of its file. */
export interface Exhibit {
  readonly name: string;
  readonly experiment: Experiment;
}

export interface Group {
  readonly title: string;
  readonly exhibits: readonly Exhibit[];
}

/** How the names of a group's files begin, and what the group is called, in the order of the gallery. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ["article", "The article"],
  ["frame", "Inside the frame"],
  ["async", "Async"],
  ["uses", "Uses"],
  ["versions", "From 3.10 to 3.15"],
  ["refusals", "Refusals"],
]);

const REST = "More";

/** Puts experiments into their groups, by the first word of their names. Groups without any are left out. */
export function arrange(experiments: ReadonlyMap<string, Experiment>): readonly Group[] {
  const titleOf = (name: string) => GROUPS.get(/^[a-z]+/.exec(name)?.[0] ?? "") ?? REST;
  return [...GROUPS.values(), REST]
    .map((title) => ({
      title,
      exhibits: [...experiments]
        .filter(([name]) => titleOf(name) === title)
        .map(([name, experiment]) => ({ name, experiment })),
    }))
    .filter(({ exhibits }) => exhibits.length > 0);
}

/** Leaves the experiments that have each of the words somewhere in what is said of them or in their source. */
export function search(groups: readonly Group[], words: string): readonly Group[] {
  const wanted = words.toLowerCase().split(/\s+/);
  const has = (group: string, { experiment: { title, notes, python, source } }: Exhibit) => {
    const said = [group, title, notes, `Python ${python}`, source].join("\n").toLowerCase();
    return wanted.every((word) => said.includes(word));
  };
  return groups
    .map(({ title, exhibits }) => ({ title, exhibits: exhibits.filter((one) => has(title, one)) }))
    .filter(({ exhibits }) => exhibits.length > 0);
}

/** How a note begins: its first sentence. */
export const firstSentence = (notes: string): string => /^.*?[.!?](?=\s|$)/s.exec(notes)?.[0] ?? notes;
