import { expect, test } from "vitest";
import type { Demo } from "./demo.ts";
import { indexPage } from "./index-page.ts";
import { chosen, parseOptions } from "./options.ts";
import { viewsPage } from "./views-page.ts";

const demo: Demo = {
  name: "uses-amb",
  experiment: {
    format: 2,
    title: "<b>amb</b>",
    notes: "It chooses. And more.",
    python: "3.14",
    source: "",
    actions: [],
  },
  fragment: `v1.${"x".repeat(60)}`,
  steps: [{ action: "A · next", outcome: 'yielded "<script>"', picture: "uses-amb/step-01.png" }],
  trace: "uses-amb/trace.zip",
  difference: null,
};

test("the page shows each step with its picture, and whatever an experiment says as text", () => {
  const page = indexPage([demo]);
  expect(page).toContain("&lt;b&gt;amb&lt;/b&gt;");
  expect(page).toContain("It chooses.</p>");
  expect(page).toContain('src="uses-amb/step-01.png"');
  expect(page).toContain("yielded &quot;&lt;script&gt;&quot;");
  expect(page).not.toContain("<script>");
  expect(page).not.toContain('class="difference"');
  expect(indexPage([{ ...demo, difference: "Action 1 came out otherwise" }])).toContain('class="difference"');
});

test("options choose experiments by how their names begin", () => {
  const names = ["article-clone", "uses-amb", "uses-undo"];
  expect(chosen(names, [])).toEqual(names);
  expect(chosen(names, ["uses"])).toEqual(["uses-amb", "uses-undo"]);
  expect(() => chosen(names, ["use-"])).toThrow('--only has "use-"');
  expect(parseOptions(["--only", "uses,article"])?.only).toEqual(["uses", "article"]);
  expect(parseOptions(["--help"])).toBeNull();
  expect(() => parseOptions(["--theme", "blue"])).toThrow('--theme is "blue"');
});

test("the page of views shows each picture under its view's name", () => {
  expect(parseOptions(["--views"])?.views).toBe(true);
  const page = viewsPage([{ name: "Help", pictures: ["views/help-390-dark.png"] }]);
  expect(page).toContain("<h2>Help</h2>");
  expect(page).toContain('src="views/help-390-dark.png"');
  // Each page leads to the other.
  expect(page).toContain('href="index.html"');
  expect(indexPage([demo])).toContain('href="views.html"');
});
