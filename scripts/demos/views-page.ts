import { html, STYLE } from "./index-page.ts";

/** A desk, a tablet, a phone. */
export const WIDTHS = [1440, 820, 390] as const;

export const THEMES = ["light", "dark"] as const;

/** A view of the page, and the files with its pictures. */
export interface TakenView {
  readonly name: string;
  readonly pictures: readonly string[];
}

/** The page that shows all views: one text, to be put beside their folder. */
export const viewsPage = (views: readonly TakenView[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>genclone views</title>
<style>${STYLE}</style>
<header>
  <h1>genclone views</h1>
  <p>Whatever a person can come to see, ${WIDTHS.join(", ")} pixels wide, in light and dark. The
  <a href="index.html">demos</a> show experiments.</p>
</header>
<main>${views.map(article).join("\n")}</main>
</html>
`;

const article = ({ name, pictures }: TakenView): string => `
<article>
  <h2>${html(name)}</h2>
  <ol>${pictures.map((picture) => `<li><a href="${html(picture)}"><img src="${html(picture)}" loading="lazy" style="object-fit: contain; object-position: top" alt="${html(picture)}"></a></li>`).join("")}</ol>
</article>`;
