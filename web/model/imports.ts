import type { Draft, Drafts } from "./drafts.ts";
import { parseFile, type ReadFile } from "./files.ts";
import type { Notices } from "./notices.ts";

/**
 * Keeps the experiments of files as drafts, and says of each file that holds none what is wrong with it; the others
 * are kept all the same. Resolves to the new drafts. Never rejects.
 */
export async function importFiles(
  files: readonly ReadFile[],
  { drafts, notices }: { readonly drafts: Drafts; readonly notices: Notices },
): Promise<readonly Draft[]> {
  notices.dismiss("import");
  const added: Draft[] = [];
  const troubles: string[] = [];
  for (const file of files) {
    try {
      for (const experiment of experimentsOf(file)) added.push(await drafts.add(experiment));
    } catch (error) {
      troubles.push(`${file.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (troubles.length > 0) {
    const rest = added.length > 0 ? `Kept as drafts: ${added.length}.` : "Your drafts are as they were.";
    const title =
      troubles.length === 1 ? "A file was not imported" : `${troubles.length} files were not imported`;
    notices.say("import", "alert", title, [...troubles, rest].join("\n"));
  }
  return added;
}

function experimentsOf(file: ReadFile) {
  if ("why" in file) throw new Error(file.why);
  const experiments = parseFile(file.text);
  if (experiments.length === 0) throw new Error("There is no experiment in it.");
  return experiments;
}
