import { readFileSync } from "node:fs";
import { arrange, firstSentence } from "../../web/model/gallery.ts";
import type { Demo, DemoStep } from "./demo.ts";

/** The looks of both pages. */
export const STYLE = readFileSync(new URL("./index-page.css", import.meta.url), "utf8");

/** The page that shows all demos: one text, to be put beside their folders. */
export function indexPage(demos: readonly Demo[]): string {
  const groups = groupsOf(demos);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>genclone demos</title>
<style>${STYLE}</style>
<header>
  <h1>genclone demos</h1>
  <p>Each experiment of the gallery, played in a browser step by step. A picture opens in full; a trace opens with
  <code>npx playwright show-trace FILE</code>. What <code>npm run demos -- --views</code> took of the page itself is in
  <a href="views.html">views.html</a>.</p>
  <nav>${groups.map(([title, members]) => `<a href="#${slug(title)}">${html(title)} <small>${members.length}</small></a>`).join("\n")}</nav>
</header>
<main>${groups.map(([title, members]) => section(title, members)).join("\n")}</main>
</html>
`;
}

/** In the groups of the gallery. */
function groupsOf(demos: readonly Demo[]): readonly (readonly [string, readonly Demo[]])[] {
  const known = new Map(demos.map((demo) => [demo.name, demo]));
  const experiments = new Map(demos.map(({ name, experiment }) => [name, experiment]));
  return arrange(experiments).map(({ title, exhibits }) => [
    title,
    exhibits.flatMap(({ name }) => known.get(name) ?? []),
  ]);
}

const section = (title: string, demos: readonly Demo[]): string => `
<section>
  <h2 id="${slug(title)}">${html(title)}</h2>
  ${demos.map(article).join("\n")}
</section>`;

const article = (demo: Demo): string => `
<article id="${demo.name}">
  <h3>${html(demo.experiment.title)} <small>Python ${html(demo.experiment.python)}</small></h3>
  <p>${html(firstSentence(demo.experiment.notes))}</p>
  ${demo.difference === null ? "" : `<p class="difference">${html(demo.difference)}</p>`}
  <ol>${demo.steps.map(step).join("")}</ol>
  <p class="links"><a href="${demo.trace}">Trace</a> · <code>#${html(short(demo.fragment))}</code></p>
</article>`;

const step = ({ action, outcome, picture }: DemoStep, index: number): string => `
<li><a href="${picture}"><img src="${picture}" loading="lazy" width="1280" height="800" alt="The page after action ${index + 1}"></a>
<b>${html(action)}</b><span>${html(outcome)}</span></li>`;

const short = (fragment: string): string => (fragment.length > 40 ? `${fragment.slice(0, 40)}…` : fragment);

const slug = (title: string): string => title.toLowerCase().replace(/\W+/g, "-");

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML shows it. */
export const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
