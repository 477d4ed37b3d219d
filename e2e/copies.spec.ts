import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { canonicalText } from "../protocol/canonical.ts";
import type { Experiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect, test, thorough } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const COMMAND = fileURLToPath(new URL("../cli/genclone.mjs", import.meta.url));

const ECHO: Experiment = {
  format: 2,
  title: "Echo ünï",
  notes: "",
  python: "3.14",
  source: "def echo():\n    got = 'nothing'\n    while True:\n        got = yield got\n",
  actions: [
    { do: "start", branch: "A", call: "echo()" },
    { do: "next", branch: "A" },
    { do: "clone", branch: "A", as: "B", policy: "fork" },
    { do: "send", branch: "B", value: "1, '\u{1f600}'" },
    { do: "send", branch: "A", value: "2 +" },
  ],
  expected: [{ kind: "started" }, { kind: "yielded", text: "'nothing'" }, null, { kind: "yielded" }],
};

// Each boots an interpreter beside the page's own.
test.describe.configure({ timeout: 240_000 });

thorough(
  "what is copied as Python is what the command prints, byte for byte",
  async ({ page, context }, info) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const playground = new Playground(page);
    await playground.openLink(await encodeLink(ECHO));
    const file = info.outputPath("echo.json");
    writeFileSync(file, canonicalText(ECHO));
    await playground.button("Share").click();
    const dialog = playground.dialog("Share");
    for (const [button, option, said] of [
      ["Copy as Python script", [], "The script is in the clipboard"],
      ["Copy as test", ["--test"], "The test is in the clipboard"],
    ] as const) {
      await dialog.getByRole("button", { name: button }).click();
      await expect(dialog.getByText(said)).toBeVisible({ timeout: 90_000 });
      const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, "script", ...option, file]);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(stdout);
      expect(stdout).toContain("def echo()");
    }
    // Nothing of it ran.
    await expect(playground.entries).toHaveCount(0);
  },
);

test("where the browser lets nothing be copied, the text is there to select", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  const playground = new Playground(page);
  await playground.openLink(await encodeLink(ECHO));
  await playground.button("Share").click();
  const dialog = playground.dialog("Share");
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(/#v1\./);
  await expect(dialog.getByText("did not let it be copied")).toBeVisible();
  await dialog.getByRole("button", { name: "Copy as test" }).click();
  const field = dialog.getByRole("textbox", { name: "The test" });
  await expect(field).toHaveValue(/def test_echo_uni\(\):/, { timeout: 90_000 });
  const selected = field.evaluate((element: HTMLTextAreaElement) =>
    element.value.slice(element.selectionStart, element.selectionEnd),
  );
  expect(await selected).toBe(await field.inputValue());
});
