import { existsSync } from "node:fs";
import { installedPlaces } from "./installed.mjs";
import { inModules, ROOT } from "./paths.mjs";
import { run } from "./process.mjs";

/**
 * A browser that the tests can drive.
 * @typedef {{ readonly path: string, readonly sandbox: boolean }} Browser
 */

/** Said where there is none and none could be installed. */
export const HOW_TO_GET_ONE =
  "no browser found: install Google Chrome, Chromium or Microsoft Edge, or name one with BROWSER_PATH";

/**
 * A headless shell is the same browser without its window, toolbar and pop-ups, which others keep drawing where nobody sees
 * them: it opens a page in some 0.6 of the time.
 * @type {import("./installed.mjs").Program}
 */
const CHROMIUMS = {
  names: [
    "chrome-headless-shell",
    "chromium-headless-shell",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
  ],
  macApps: [
    ["Google Chrome", "Google Chrome"],
    ["Chromium", "Chromium"],
    ["Microsoft Edge", "Microsoft Edge"],
  ],
  windowsPaths: [
    ["Google", "Chrome", "Application", "chrome.exe"],
    ["Chromium", "Application", "chrome.exe"],
    ["Microsoft", "Edge", "Application", "msedge.exe"],
  ],
};

/** Where Playwright keeps, or would keep, its own Chromium. */
const playwrightPlace = async () => (await import("@playwright/test")).chromium.executablePath();

/** Whether a browser at this place draws a page with these switches. */
const draws = async (/** @type {string} */ path, /** @type {readonly string[]} */ switches) => {
  const args = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    ...switches,
    "--dump-dom",
    "data:text/html,<p>drawn</p>",
  ];
  const result = await run(path, args, { deadline: 60 });
  return result.code === 0 && result.stdout.includes("drawn");
};

/**
 * The browser at this place, tried out: distributions put commands there that only say what to install, and not
 * every container allows the browser's own sandbox.
 * @param {string} path
 * @returns {Promise<Browser | undefined>}
 */
const browserAt = async (path) => {
  if (path === "" || !existsSync(path)) return undefined;
  if (process.platform !== "linux") return { path, sandbox: true };
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && (await draws(path, []))) return { path, sandbox: true };
  return (await draws(path, ["--no-sandbox"])) ? { path, sandbox: false } : undefined;
};

/** The first of these places with a browser that works. */
const firstOf = async (/** @type {readonly string[]} */ places) => {
  for (const place of places) {
    const browser = await browserAt(place);
    if (browser) return browser;
  }
  return undefined;
};

/**
 * Finds an installed browser: the one that BROWSER_PATH names, else Chrome, Chromium or Edge, else Playwright's own.
 * Throws an `Error` that a person can read where BROWSER_PATH names none.
 * @returns {Promise<Browser | undefined>}
 */
export const findBrowser = async () => {
  const named = process.env.BROWSER_PATH;
  if (named) {
    const browser = await browserAt(named);
    if (!browser) throw new Error(`BROWSER_PATH is "${named}", where there is no browser that starts.`);
    return browser;
  }
  return firstOf([...installedPlaces(CHROMIUMS), await playwrightPlace()]);
};

/** Downloads Playwright's own Chromium. */
const installPlaywrights = async () => {
  const args = [inModules("@playwright", "test", "cli.js"), "install", "chromium"];
  await run(process.execPath, args, {
    cwd: ROOT,
    deadline: 420,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "20000" },
  });
  return firstOf([await playwrightPlace()]);
};

/** Installs Debian's package, where we are root on a system that has such packages. */
const installDebians = async () => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await run("apt-get", ["update"], { deadline: 300, env });
  if (update.ended === "missing") return undefined;
  // Older systems have no package of the shell.
  for (const name of ["chromium-headless-shell", "chromium"]) {
    await run("apt-get", ["install", "-y", "--no-install-recommends", name], { deadline: 600, env });
    const installed = await firstOf(installedPlaces(CHROMIUMS));
    if (installed) return installed;
  }
  return undefined;
};

/**
 * Finds a browser and, where there is none, installs one.
 * @returns {Promise<Browser | undefined>} `undefined` where none could be had; `HOW_TO_GET_ONE` then says what to do.
 */
export const ensureBrowser = async () => {
  const found = await findBrowser();
  if (found) return found;
  console.log("No browser found; installing Playwright's Chromium ...");
  const own = await installPlaywrights();
  if (own) return own;
  console.log("That did not work; trying the system's chromium package ...");
  return installDebians();
};
