import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { canonicalText } from "../protocol/canonical.ts";
import type { Experiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect, test } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const MINE = "def mine():\n    got = yield 'my own'\n    yield got\n";
const THEIRS: Experiment = {
  format: 2,
  title: "Theirs",
  notes: "",
  python: "3.14",
  source: "def theirs():\n    yield 'not mine'\n",
  actions: [{ do: "start", branch: "A", call: "theirs()" }],
};

const open = async (page: Page): Promise<Playground> => {
  const playground = new Playground(page);
  await playground.openLink("");
  return playground;
};

/** Opens the drafts and resolves to their titles. */
async function titles(playground: Playground): Promise<readonly string[]> {
  await playground.button("Drafts").click();
  const dialog = playground.dialog("Drafts");
  await expect(dialog.getByRole("button", { name: "New" })).toBeVisible();
  const fields = await dialog.getByRole("textbox", { name: "Title" }).all();
  const found = await Promise.all(fields.map((field) => field.inputValue()));
  await dialog.getByRole("button", { name: "Close" }).click();
  return found.toSorted();
}

test("source, call and actions are there again after a reload, and nothing has run", async ({
  playground,
}) => {
  await playground.start(MINE, "mine()");
  const a = playground.branch("A");
  await a.next();
  expect(await a.send("6 * 7")).toBe("yielded 42");

  await playground.page.reload();
  await expect(playground.editor).toContainText("my own");
  await playground.isReady();
  await expect(playground.entries).toHaveCount(0);
  await playground.button("Run").click();
  await expect(playground.entries).toHaveCount(3);
  expect(await playground.outcome(2)).toBe("yielded 42");
});

test("an opened link takes nothing's place, and what is changed in it is a draft of its own", async ({
  page,
}) => {
  const playground = await open(page);
  await playground.write(MINE);
  await playground.follow(await encodeLink(THEIRS));
  await expect(playground.editor).toContainText("not mine");
  expect(await titles(playground)).toHaveLength(1);
  await playground.write(`${THEIRS.source}# changed\n`);
  await expect(page).toHaveURL(/\/$/);
  expect(await titles(playground)).toEqual(["A closure with nonlocal", "Theirs"]);
  await page.reload();
  await expect(playground.editor).toContainText("# changed");
  await playground.button("Drafts").click();
  await playground.dialog("Drafts").getByRole("button", { name: "Open" }).last().click();
  await expect(playground.editor).toContainText("my own");
});

test("to look at an experiment makes no draft", async ({ playground }) => {
  await playground.run();
  await playground.button("Play actions").click();
  await expect(playground.button("Play actions")).toHaveCount(0);
  expect(await titles(playground)).toEqual([]);
});

test("drafts are renamed, duplicated, and deleted with a way back", async ({ page }) => {
  const playground = await open(page);
  await playground.write(MINE);
  await playground.button("Drafts").click();
  const dialog = playground.dialog("Drafts");
  const fields = dialog.getByRole("textbox", { name: "Title" });
  await fields.fill("One");
  await fields.press("Enter");
  await dialog.getByRole("button", { name: "Duplicate" }).click();
  await expect(fields).toHaveCount(2);
  await fields.first().fill("Two");
  await fields.first().press("Enter");
  await dialog.getByRole("button", { name: "Delete" }).first().click();
  await expect(fields).toHaveCount(1);
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(fields).toHaveCount(2);
  await dialog.getByRole("button", { name: "Delete" }).last().click();
  await expect(fields).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.reload();
  expect(await titles(playground)).toHaveLength(1);
});

test("what is exported can be imported, unchanged", async ({ page, browser }) => {
  const playground = await open(page);
  await playground.write(MINE);
  await playground.button("Drafts").click();
  const dialog = playground.dialog("Drafts");
  await dialog.getByRole("button", { name: "Duplicate" }).click();
  const saved = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name, exact: true }).first().click(),
    ]);
    return file.path();
  };
  const one = await saved("Export");
  const all = await saved("Export all");

  const other = await open(await (await browser.newContext()).newPage());
  await importFiles(other, one, all);
  await expect(other.dialog("Drafts").getByRole("textbox", { name: "Title" })).toHaveCount(3);
  await other.dialog("Drafts").getByRole("button", { name: "Open" }).first().click();
  await expect(other.editor).toContainText("my own");
  await other.button("Share").click();
  const [again] = await Promise.all([
    other.page.waitForEvent("download"),
    other.dialog("Share").getByRole("button", { name: "Download" }).click(),
  ]);
  expect(readFileSync(await again.path(), "utf8")).toBe(readFileSync(one, "utf8"));
  await other.page.context().close();
});

test("a bad file is refused with what is wrong, good ones beside it are taken, and nothing is lost", async ({
  page,
}) => {
  const playground = await open(page);
  await playground.write(MINE);
  const file = (name: string, text: string) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await importFiles(playground, file("broken.json", "{"));
  const told = page.getByRole("alert").filter({ hasText: "not imported" });
  await expect(told).toContainText("broken.json: It is not JSON");
  await expect(told).toContainText("Your drafts are as they were.");
  await page.keyboard.press("Escape");
  await expect(playground.editor).toContainText("my own");

  const newer = canonicalText(THEIRS).replace('"format": 2', '"format": 3');
  await importFiles(playground, file("newer.json", newer), file("good.json", canonicalText(THEIRS)));
  await expect(told).toContainText("newer.json: It is of format 3, and formats 1 to 2");
  await expect(playground.editor).toContainText("not mine");
  expect(await titles(playground)).toEqual(["A closure with nonlocal", "Theirs"]);
});

test("a file can be dropped onto the page", async ({ page }) => {
  const playground = await open(page);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "theirs.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, canonicalText(THEIRS));
  await expect(playground.editor).toContainText("not mine");
  expect(await titles(playground)).toEqual(["Theirs"]);
});

test("two tabs do not overwrite each other's drafts", async ({ page, context }) => {
  const one = await open(page);
  await one.write(`# from tab one\n${MINE}`);
  await isStored(page, "from tab one");
  const two = await open(await context.newPage());
  await expect(two.editor).toContainText("from tab one");
  await expect(two.page.getByText("This draft is open in another tab")).toBeVisible();
  await two.write(`# from tab two\n${MINE}`);
  await one.editor.press("ControlOrMeta+End");
  await one.page.keyboard.type("# and once more");
  await one.page.reload();
  await expect(one.editor).toContainText("from tab one");
  await expect(one.editor).toContainText("and once more");
  await two.page.reload();
  await expect(two.editor).toContainText("from tab two");
  expect(await titles(one)).toHaveLength(2);
});

/** Waits until the browser's database has a draft with this text: what another tab finds when it opens. */
async function isStored(page: Page, text: string): Promise<void> {
  const stored = () =>
    page.evaluate(async () => {
      const opening = indexedDB.open("genclone");
      const answered = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await answered(opening);
      const drafts = await answered(database.transaction("drafts").objectStore("drafts").getAll());
      database.close();
      return JSON.stringify(drafts);
    });
  await expect.poll(stored).toContain(text);
}

type Files = Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0];

async function importFiles(playground: Playground, ...files: readonly unknown[]): Promise<void> {
  const dialog = playground.dialog("Drafts");
  if ((await dialog.count()) === 0) await playground.button("Drafts").click();
  const [chooser] = await Promise.all([
    playground.page.waitForEvent("filechooser"),
    dialog.getByRole("button", { name: "Import file…" }).click(),
  ]);
  await chooser.setFiles(files as Files & string[]);
}
