import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { addressBar } from "./browser/address.ts";
import { openDraftStore } from "./browser/draft-store.ts";
import { download, onDroppedFiles, readFiles } from "./browser/files.ts";
import { createHold } from "./browser/hold.ts";
import { painted } from "./browser/painted.ts";
import { quiet } from "./browser/quiet.ts";
import { thisTab } from "./browser/this-tab.ts";
import { unwritten } from "./browser/unwritten.ts";
import { createColumns } from "./model/columns.ts";
import { createDesk } from "./model/desk.ts";
import { createDrafts } from "./model/drafts.ts";
import { askedEmbed } from "./model/embed-address.ts";
import { FIRST, READER } from "./model/first.ts";
import { importFiles } from "./model/imports.ts";
import { createLinks } from "./model/links.ts";
import { createNotices } from "./model/notices.ts";
import type { Page } from "./model/page.ts";
import { createPlayground, type Suggest } from "./model/playground.ts";
import { createSettings } from "./model/settings.ts";
import { statusText } from "./model/status.ts";
import type { Spawn } from "./runtime/interpreter.ts";
import { PYTHONS, prepareSandbox, spawnInBrowser } from "./runtime/spawn.ts";
import { keepPythons } from "./runtime/supplier.ts";
import "./style/index.css";
import { createSupervisor } from "./supervisor.ts";
import { App } from "./view/app.tsx";
import { drawTogether } from "./view/draw-together.ts";
import { loadColumns } from "./view/frames.tsx";

/** How long, in milliseconds, the first picture waits for the link or the draft that it is to show. */
const PATIENCE = 1500;

const FORGETFUL =
  "This browser lets the page store nothing (a private window, perhaps). What you write is gone when you close it: " +
  "share it as a link, or download it.";
const DOWNLOAD_IT = "Download it, or share it as a link.";

/** How long, in milliseconds, a boot waits for the link or the draft that may be about another Python. */
const HESITATION = 250;

/** After how long without an action, in milliseconds, a spare interpreter boots, which takes a moment's work. */
const QUIET = 3000;

const embed = askedEmbed(location.href);
if (embed !== null) {
  // The compact page takes this one's place; nothing below is for it.
  location.replace(embed);
  await new Promise(() => {});
}

prepareSandbox();

let opened: Promise<void> = Promise.resolve();
const spawnFirst: Spawn = async (onProgress, signal) => {
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, HESITATION))]);
  signal.throwIfAborted();
  return spawnInBrowser(FIRST.python)(onProgress, signal);
};
const supervisor = createSupervisor({ spawn: spawnFirst, spareAfter: QUIET });
const spawn = (python: string) => (python === FIRST.python ? spawnFirst : spawnInBrowser(python));
const pythons = { versions: PYTHONS, spawn };
const suggest = signal<Suggest | null>(null);
const playground = createPlayground(supervisor, pythons, suggest, FIRST, READER);
const notices = createNotices();
const drafts = createDrafts({
  store: openDraftStore(() => notices.say("drafts", "note", "Drafts are not kept here", FORGETFUL)),
  onTrouble: (error) =>
    notices.say("drafts", "alert", "Your last change could not be kept", `${error}. ${DOWNLOAD_IT}`),
  quiet,
});
const desk = createDesk({
  playground,
  drafts,
  notices,
  hold: createHold(navigator.locks),
  onChange: () => addressBar.clear(),
  onDraft: (id) => thisTab.remember(id),
});
const page: Page = {
  playground,
  columns: createColumns(playground),
  desk,
  drafts,
  notices,
  links: createLinks({ desk, playground, notices, address: addressBar }),
  settings: createSettings({
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, value) => localStorage.setItem(key, value),
  }),
  spotlight: signal(null),
  dialog: signal(null),
  cloned: signal(null),
  async importFiles(files) {
    const added = await importFiles(await readFiles(files), { drafts, notices });
    const [one, ...more] = added;
    if (one !== undefined && more.length === 0) await desk.openDraft(one.id);
    else if (one !== undefined) page.dialog.value = "drafts";
    return added;
  },
  borrowInterpreter: (python) => createSupervisor({ spawn: spawnInBrowser(python) }),
  download,
};

/** Opens what the address carries; else the draft that was open here, or the last one. */
async function openFirst(): Promise<void> {
  await drafts.recover(unwritten.take());
  if (await page.links.open()) return;
  const mine = thisTab.draft();
  await drafts.refresh();
  const last = drafts.list.value.find(({ id }) => id === mine) ?? drafts.list.value[0];
  if (last !== undefined) await desk.openDraft(last.id);
}

effect(() => {
  document.title = `genclone — ${statusText(supervisor.state.value, playground.isWorking.value)}`;
});
effect(() => {
  document.documentElement.dataset.theme = page.settings.theme.value;
});
unwritten.keepOnLeaving(drafts.unwritten);
addressBar.onFragment(() => void page.links.open());
onDroppedFiles(
  (files) => void page.importFiles(files),
  (isOver) => {
    document.documentElement.dataset.dropping = String(isOver);
  },
);

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");
drawTogether(playground.isWorking);
opened = openFirst();
await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
render(<App page={page} />, root);
await painted();
// The first picture needs none of what follows, and the page works without.
const isMissing = (error: unknown) => console.warn(`A part of the page is not here: ${error}`);
loadColumns().catch(isMissing);
import("./model/call.ts").then(({ suggestedCall }) => {
  suggest.value = suggestedCall;
}, isMissing);
import("./view/shortcut-keys.ts").then(({ answerShortcuts }) => answerShortcuts(page), isMissing);
import("./browser/offline.ts").then(({ keepOffline }) => {
  let isKept = false;
  effect(() => {
    // Python comes first: to keep the page is to fetch it once more.
    if (supervisor.state.value.is !== "ready") return;
    keepPythons();
    if (!isKept) keepOffline(offerUpdate);
    isKept = true;
  });
}, isMissing);

function offerUpdate(reload: () => void): void {
  notices.say("update", "note", "There is a newer version of this page", "Your drafts stay as they are.", {
    name: "Reload",
    apply: reload,
  });
}
