import { parseArgs } from "node:util";
import { inRepository } from "../paths.mjs";

export const USAGE = `Usage: npm run demos -- [--only WORD,...] [--theme light|dark] [--out FOLDER] [--views]

Plays the gallery's experiments in a browser, each from its link, and leaves of each a picture a step and a
Playwright trace, and an index.html that shows them.

  --only WORD,...   only experiments whose file name begins with one of the words, as article or uses-amb
  --theme THEME     light (default) or dark
  --out FOLDER      where to (default: demos)
  --views           instead, pictures of every view of the page, in both themes and three widths, in views.html
  --help            this text

Exit codes: 0 where all came out as recorded, 1 where one did not, 2 where it cannot be done.`;

export interface DemoOptions {
  readonly only: readonly string[];
  readonly theme: "light" | "dark";
  readonly out: string;
  /** Whether the page's views are to be taken instead. */
  readonly views: boolean;
}

/** What the words of the command ask for; null for its help. Throws an `Error` that a person can read. */
export function parseOptions(args: readonly string[]): DemoOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", default: "" },
      theme: { type: "string", default: "light" },
      out: { type: "string", default: inRepository("demos") },
      views: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  const { theme } = values;
  if (theme !== "light" && theme !== "dark") throw new Error(`--theme is "${theme}": give light or dark.`);
  return {
    only: values.only.split(",").filter((word) => word !== ""),
    theme,
    out: values.out,
    views: values.views,
  };
}

/** The names that begin with one of the words, or all. Throws where a word is the beginning of none. */
export function chosen(names: readonly string[], only: readonly string[]): readonly string[] {
  for (const word of only) {
    if (!names.some((name) => name.startsWith(word))) {
      throw new Error(`--only has "${word}", with which no experiment begins: ${names.join(", ")}.`);
    }
  }
  return only.length === 0 ? names : names.filter((name) => only.some((word) => name.startsWith(word)));
}
