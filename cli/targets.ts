import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Experiment, NotAnExperiment, parseExperiment } from "../protocol/experiment.ts";
import { BadLink, decodeLink } from "../protocol/link.ts";

/** An experiment, and where it comes from. */
export interface Target {
  /** As it was given, and for a file of a folder its path; `link 2` for the second link. */
  readonly name: string;
  readonly from: "file" | "link";
  readonly experiment: Experiment;
}

/** What was read, and what could not be: a sentence for each. */
export interface Found {
  readonly targets: readonly Target[];
  readonly problems: readonly string[];
}

/** Something given that may hold an experiment. */
type Given = { readonly file: string } | { readonly link: string; readonly name: string };

/**
 * Reads the experiments that are given as files, as folders (all `.json` files below them, sorted) and as links, in
 * the order given and each file once. Runs none of them.
 */
export async function readTargets(words: readonly string[]): Promise<Found> {
  const targets: Target[] = [];
  const problems: string[] = [];
  const attempt = async (name: string, read: () => Promise<void> | void) => {
    try {
      await read();
    } catch (error) {
      problems.push(`${name}: ${inWords(error)}`);
    }
  };
  const given = new Map<string, Given>();
  for (const word of words) {
    await attempt(word, () => {
      for (const each of looksLikeLink(word) ? [linkOf(word, given)] : filesOf(word)) {
        given.set("file" in each ? each.file : each.link, each);
      }
    });
  }
  for (const each of given.values()) {
    const name = "file" in each ? each.file : each.name;
    await attempt(name, async () => {
      const isFile = "file" in each;
      const experiment = isFile
        ? parseExperiment(readFileSync(each.file, "utf8"))
        : await decodeLink(fragmentOf(each.link));
      targets.push({ name, from: isFile ? "file" : "link", experiment });
    });
  }
  return { targets, problems };
}

/** Whether a word is a link, or the fragment of one. */
const looksLikeLink = (word: string): boolean =>
  /^[a-z][a-z+.-]+:\/\//i.test(word) || word.startsWith("#") || /(^|#)v\d+\.[A-Za-z0-9_-]*$/.test(word);

const fragmentOf = (link: string): string => link.slice(link.indexOf("#") + 1);

function linkOf(word: string, before: ReadonlyMap<string, Given>): Given {
  const links = [...before.values()].filter((each) => "link" in each).length;
  return { link: word, name: `link ${links + 1}` };
}

function filesOf(path: string): readonly Given[] {
  if (!statSync(path).isDirectory()) return [{ file: path }];
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(path, name))
    .sort();
  if (files.length === 0) throw new Error("There is no .json file in this folder.");
  return files.map((file) => ({ file }));
}

/** Why something could not be read. */
function inWords(error: unknown): string {
  if (error instanceof NotAnExperiment || error instanceof BadLink) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "There is no such file or folder.";
  return code === undefined ? error.message : `It cannot be read (${code}).`;
}
