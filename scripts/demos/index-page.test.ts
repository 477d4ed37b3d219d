import { expect, test } from "vitest";
import type { Demo } from "./demo.ts";
import { indexPage } from "./index-page.ts";
import { chosen, parseOptions } from "./options.ts";

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
