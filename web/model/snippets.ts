import { EMBED_SANDBOX, embedAddress } from "./embed-address.ts";

/** Two ways to put an experiment into somebody else's page. */
export interface Snippets {
  /** Only markup: the frame keeps its height. */
  readonly frame: string;
  /** One tag and its script: the frame is as high as what it shows. */
  readonly tag: string;
}

/** The markup that shows the experiment of a link. */
export function snippetsOf(link: string, title: string): Snippets {
  const frame = embedAddress(link) ?? link;
  const name = title === "" ? "An experiment with generators" : title;
  return {
    frame: `<iframe src="${escaped(frame)}" title="${escaped(name)}" width="100%" height="480" loading="lazy" style="border: 0" sandbox="${EMBED_SANDBOX}"></iframe>\n`,
    tag: `<script async src="${escaped(new URL("embed.js", link).href)}"></script>
<genclone-experiment src="${escaped(link)}">
  <a href="${escaped(link)}">${escaped(name)}</a>
</genclone-experiment>\n`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
