import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeLink } from "../protocol/link.ts";
import { inRepository } from "../scripts/paths.mjs";
import { withPanels } from "./help-plugin.ts";

const PAGE = readFileSync(inRepository("web", "help.html"), "utf8");

test("each panel of the help page carries an experiment of the gallery, and where Run stops in it", async () => {
  const html = await withPanels(PAGE);
  expect(html).not.toContain('<genclone-experiment name="');
  const links = [...html.matchAll(/<genclone-experiment src="\.\/#([^"]+)" height="\d+">/g)];
  expect(links.length).toBeGreaterThan(9);
  for (const [, fragment = ""] of links) {
    const { title, actions, cursor = 0 } = await decodeLink(fragment);
    expect(html).toContain(`#${fragment}">${title}</a>`);
    expect(cursor).toBeLessThanOrEqual(actions.length);
  }
});

test("each section of the help page is in its contents, in their order, and has one panel", () => {
  const sections = PAGE.split("<section ").slice(1);
  const ids = sections.map((text) => /<h2 id="(\w+)">/.exec(text)?.[1]);
  expect([...PAGE.matchAll(/<a href="#(\w+)">/g)].map(([, id]) => id)).toEqual(ids);
  // The last one tells where to read on.
  expect(sections.map((text) => text.split("<genclone-experiment").length - 1)).toEqual(
    ids.map((id) => (id === "more" ? 0 : 1)),
  );
});

test("an experiment that is not there, or a place behind its end, breaks the build", async () => {
  const panel = (name: string, cursor: number) =>
    withPanels(`<genclone-experiment name="${name}" cursor="${cursor}"></genclone-experiment>`);
  await expect(panel("article-nothing", 1)).rejects.toThrow("article-nothing.json");
  await expect(panel("article-exception-state", 6)).rejects.toThrow("it has 5 actions");
});
