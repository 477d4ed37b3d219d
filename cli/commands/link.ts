import { BadLink, encodeLink } from "../../protocol/link.ts";
import { readTargets, type Target } from "../targets.ts";
import { EXIT, type Exit, UsageError } from "../usage-error.ts";

/** Prints the link to the experiment of a file. */
export async function link(file: string, { site }: { readonly site: string }): Promise<Exit> {
  console.log(await linkTo(await onlyTarget(file), site));
  return EXIT.fine;
}

/** The link to an experiment in the page at `site`. Rejects with `UsageError` where it would be too long. */
export async function linkTo({ name, experiment }: Target, site: string): Promise<string> {
  try {
    return `${site}#${await encodeLink(experiment)}`;
  } catch (error) {
    if (error instanceof BadLink) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

/** Reads what is given as the one experiment that it should be. Rejects with `UsageError`. */
export async function onlyTarget(word: string): Promise<Target> {
  const { targets, problems } = await readTargets([word]);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const [target] = targets;
  if (target === undefined || targets.length > 1) {
    throw new UsageError(`${word} holds ${targets.length} experiments: give the file of one.`);
  }
  return target;
}
