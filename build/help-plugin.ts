import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { parseExperiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";

/** A panel as the help page's text has it: an experiment by its file's name, and where `Run` stops. */
const PANEL = /<genclone-experiment name="([a-z0-9-]+)" cursor="(\d+)"><\/genclone-experiment>/g;

/** In pixels: a panel's head and foot, a line of source, and the most that all lines have. */
const FRAME = 102;
const LINE = 20;
const MOST_SOURCE = 404;

/** Puts into the help page's text the experiments that it names, each as a panel with its link, and the panels' script. */
export function helpPanels(): Plugin {
  return {
    name: "genclone:help-panels",
    async transformIndexHtml(html, { filename }) {
      if (!filename.endsWith("/help.html")) return;
      return { html: await withPanels(html), tags: [SCRIPT] };
    },
  };
}

/**
 * The script that other people's pages have, too. Here it is waited for, small as it is: panels that come after the first
 * picture would push the text away from under its reader.
 */
const SCRIPT = {
  tag: "script",
  attrs: { src: "./embed.js" },
  injectTo: "head" as const,
};

/** The text with its panels in full. Rejects where it names an experiment that is none, or a place behind its end. */
export async function withPanels(html: string): Promise<string> {
  const panels = await Promise.all(
    [...html.matchAll(PANEL)].map(([, name = "", cursor]) => panel(name, Number(cursor))),
  );
  return html.replace(PANEL, () => panels.shift() ?? "");
}

async function panel(name: string, cursor: number): Promise<string> {
  const file = fileURLToPath(new URL(`../experiments/${name}.json`, import.meta.url));
  const experiment = parseExperiment(readFileSync(file, "utf8"));
  const count = experiment.actions.length;
  if (cursor < 1 || cursor > count)
    throw new Error(`help.html stops ${name} at ${cursor}, and it has ${count} actions.`);
  const link = `./#${await encodeLink({ ...experiment, cursor })}`;
  const lines = experiment.source.trimEnd().split("\n").length;
  const height = FRAME + Math.min(lines * LINE, MOST_SOURCE);
  return `<genclone-experiment src="${link}" height="${height}"><a href="${link}">${escaped(experiment.title)}</a></genclone-experiment>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
