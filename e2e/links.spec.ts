import { deflateRawSync } from "node:zlib";
import { compactText } from "../protocol/canonical.ts";
import type { Experiment } from "../protocol/experiment.ts";
import { decodeLink, encodeLink } from "../protocol/link.ts";
import { expect, test } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const SQUARES: Experiment = {
  format: 2,
  title: "Squares",
  notes: "One after the other.",
  python: "3.14",
  source: "def squares():\n    n = 0\n    while True:\n        n = (yield n * n) or n + 1\n",
  actions: [
    { do: "start", branch: "A", call: "squares()" },
    { do: "next", branch: "A" },
    { do: "next", branch: "A" },
    { do: "clone", branch: "A", as: "B", policy: "fork" },
    { do: "send", branch: "B", value: "9" },
  ],
  expected: [{ kind: "started" }, { kind: "yielded", text: "0" }],
};
const TITLE = "This link carries code that somebody else wrote.";

/** A link made by hand, of whatever. */
const linkOf = (json: unknown): string =>
  `v1.${deflateRawSync(typeof json === "string" ? json : JSON.stringify(json)).toString("base64url")}`;

test("an opened link shows what it carries and runs nothing before Run", async ({ page }) => {
  const playground = new Playground(page);
  const source = `import os\nos.abort()\n\n${SQUARES.source}`;
  await playground.openLink(await encodeLink({ ...SQUARES, source }));
  await expect(page.getByText(TITLE)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Squares" })).toBeVisible();
  await expect(page.getByText("One after the other.")).toBeVisible();
  await expect(playground.editor).toContainText("os.abort()");
  await playground.isReady();
  await expect(playground.entries).toHaveCount(0);
  expect(await playground.run()).toMatch(/^crashed/);
  await expect(page.getByText(TITLE)).toHaveCount(0);
});

test("a shared link brings another visitor to the same outcomes", async ({ playground, browser }) => {
  await playground.start(SQUARES.source, "squares()");
  const a = playground.branch("A");
  await a.next();
  await a.next();
  await a.clone();
  const outcomes = [await playground.branch("B").send("9"), await a.next()];
  expect(outcomes).toEqual(["yielded 81", "yielded 4"]);
  const link = await playground.share();
  expect(playground.page.url()).toBe(link);
  await expect(playground.entries).toHaveCount(6);

  const visitor = new Playground(await (await browser.newContext()).newPage());
  await visitor.page.goto(link);
  await visitor.isReady();
  await expect(visitor.entries).toHaveCount(0);
  await visitor.button("Run").click();
  await expect(visitor.entries).toHaveCount(6);
  expect(await visitor.outcome(5)).toBe("yielded 4");
  expect(await visitor.outcome(4)).toBe("yielded 81");
  expect(await visitor.branches()).toEqual(["A", "B"]);
  await expect(visitor.page.getByText("came out otherwise")).toHaveCount(0);
  await visitor.page.context().close();
});

test("the link of an experiment that was opened and not changed is the same, byte for byte", async ({
  page,
}) => {
  const playground = new Playground(page);
  // Not as this browser would write it: with white space, another order, and nothing deflated.
  const [version, ...unordered] = Object.entries({ ...SQUARES, x: [1] }).reverse();
  const json = JSON.stringify(Object.fromEntries([...unordered, version ?? []]), null, 3);
  const stored = `v1.${deflateRawSync(json, { level: 0 }).toString("base64url")}`;
  await playground.openLink(stored);
  expect(new URL(await playground.share()).hash).toBe(`#${stored}`);
  await playground.isReady();
  await playground.button("Run").click();
  await expect(playground.entries).toHaveCount(5);
  await playground.outcome(4);
  expect(new URL(await playground.share()).hash).toBe(`#${stored}`);
});

test("the same experiment gives the same link each time, which Node reads as the same", async ({ page }) => {
  const playground = new Playground(page);
  const experiment = { ...SQUARES, title: "Mine", source: `# ünï\n${SQUARES.source}` };
  await playground.openLink(await encodeLink({ ...experiment, title: "Not mine" }));
  await playground.editor.click();
  await page.keyboard.type("#");
  await page.keyboard.press("Backspace");
  // Changed and changed back, it is a draft: its link is made anew.
  const title = page.getByRole("textbox", { name: "Title" });
  await title.fill("Mine");
  const link = await playground.share();
  expect(compactText(await decodeLink(new URL(link).hash))).toBe(compactText(experiment));
  await title.fill("Something else");
  await title.fill("Mine");
  expect(await playground.share()).toBe(link);
});

const BAD: readonly (readonly [string, string | Promise<string>, RegExp])[] = [
  ["damaged", encodeLink(SQUARES).then((link) => link.replace(/.{9}$/, "AAAAAAAAA")), /damaged/],
  ["truncated", encodeLink(SQUARES).then((link) => link.slice(0, 90)), /damaged/],
  ["empty", "v1.", /damaged/],
  ["oversized", `v1.${"A".repeat(70_000)}`, /too long: 69 KiB.*64 KiB/],
  ["of a newer version of links", "v7.AAAA", /version 7.*version 1/],
  ["of a newer format", linkOf({ ...SQUARES, format: 9 }), /format 9, and formats 1 to 2/],
  ["of something else", "section-3", /does not begin/],
  ["carrying no JSON", linkOf("<html>"), /not JSON/],
  ["with actions that there are not", linkOf({ ...SQUARES, actions: [{ do: "format" }] }), /actions\[0\]/],
  [
    "with a branch no variable can be named",
    linkOf({ ...SQUARES, actions: [{ do: "next", branch: "A B" }] }),
    /branch/,
  ],
  ["nested without end", linkOf(`{"format": 2, "x": ${"[".repeat(9000)}${"]".repeat(9000)}}`), /nested/],
  ["unpacking to 40 MB", linkOf(`{"title": "${"a".repeat(40_000_000)}"}`), /unpacks to more than 512 KiB/],
];

test("a bad link says what is wrong with it and leaves the visitor's draft alone", async ({ page }) => {
  const playground = new Playground(page);
  await playground.openLink("");
  await playground.write("def mine():\n    yield 'my own'\n");
  for (const [what, link, message] of BAD) {
    await test.step(what, async () => {
      await playground.follow(await link);
      await expect(page.getByRole("alert").filter({ hasText: "cannot be opened" })).toHaveText(message);
      await expect(playground.editor).toContainText("my own");
      await expect(page.getByText(TITLE)).toHaveCount(0);
    });
  }
  await page.reload();
  await expect(page.getByRole("alert").filter({ hasText: "cannot be opened" })).toBeVisible();
  await expect(playground.editor).toContainText("my own");
  await playground.isReady();
  await expect(playground.entries).toHaveCount(0);
});

test("whatever a link says of itself is shown as text", async ({ page }) => {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("dialog", (dialog) => troubles.push(dialog.message()));
  const playground = new Playground(page);
  const title = `<img src=x onerror=alert(1)> \u202Egnp.exe\u200B ${"long ".repeat(400)}`;
  const notes = `<script>alert(2)</script> \u2066${"x".repeat(9000)}`;
  const source = `def g():\n    x = ${"(".repeat(200_000)}"</script>"\u202E\n    yield 1\n`;
  await playground.openLink(linkOf({ ...SQUARES, title, notes, source }));
  const heading = page.getByRole("heading", { name: "<img src=x" });
  await expect(heading).toHaveText(title.trim());
  expect((await heading.boundingBox())?.height).toBeLessThan(40);
  const said = page.getByText("<script>alert(2)</script>");
  expect((await said.locator("..").boundingBox())?.height).toBeLessThan(200);
  await expect(page.getByText(TITLE)).toBeVisible();
  await playground.isReady();
  await expect(playground.entries).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test("an experiment that is too long for a link says so and can be downloaded", async ({ page }) => {
  const playground = new Playground(page);
  const words = Array.from({ length: 11_000 }, (_, n) => ((n * 7919) ** 2 % 36 ** 6).toString(36));
  await playground.openLink("");
  await page.evaluate(
    (text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "long.json"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    JSON.stringify({ ...SQUARES, source: `# ${words.join("\n# ")}\n` }),
  );
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Squares");
  await playground.button("Share").click();
  const dialog = playground.dialog("Share");
  await expect(dialog.getByRole("alert")).toContainText(/would have \d+ KiB, and the most is 64 KiB/);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.json$/);
});
