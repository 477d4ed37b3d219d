import { existsSync } from "node:fs";
import { installedPlaces } from "./installed.mjs";
import { inRepository } from "./paths.mjs";
import { run } from "./process.mjs";

/** Said where there is none. */
export const NO_FIREFOX = "no Firefox found: install it, or name one with FIREFOX_PATH";

/** @type {import("./installed.mjs").Program} */
const FIREFOX = {
  names: ["firefox", "firefox-esr"],
  macApps: [["Firefox", "firefox"]],
  windowsPaths: [["Mozilla Firefox", "firefox.exe"]],
};

/** Whether a Firefox is at this place: distributions put commands there that only say what to install. */
const isFirefox = async (/** @type {string} */ path) => {
  if (!existsSync(path)) return false;
  // There it prints nothing, and is what it is called.
  if (process.platform === "win32") return true;
  const result = await run(path, ["--version"], { deadline: 60 });
  return result.code === 0 && result.stdout.includes("Mozilla Firefox");
};

/**
 * Finds an installed Firefox, as Mozilla made it: the one that FIREFOX_PATH names, else where systems keep it.
 * Throws an `Error` that a person can read where FIREFOX_PATH names none.
 * @returns {Promise<string | undefined>} its executable
 */
export const findFirefox = async () => {
  const named = process.env.FIREFOX_PATH;
  if (named) {
    if (await isFirefox(named)) return named;
    throw new Error(`FIREFOX_PATH is "${named}", where there is no Firefox.`);
  }
  for (const place of installedPlaces(FIREFOX)) if (await isFirefox(place)) return place;
  return undefined;
};

/**
 * What Playwright is to start for this Firefox, which it has to find as FIREFOX_PATH in its environment. Windows starts no
 * scripts; there it is Firefox itself, which has to be as new as Playwright.
 */
export const relayTo = (/** @type {string} */ firefox) =>
  process.platform === "win32" ? firefox : inRepository("scripts", "firefox-relay.mjs");
