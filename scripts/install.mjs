import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { inModules, inRepository, ROOT } from "./paths.mjs";
import { run } from "./process.mjs";

/**
 * @typedef {{ readonly version?: string, readonly integrity?: string, readonly optional?: boolean, readonly link?: boolean }} Locked
 * One package as a lock file describes it.
 */

/**
 * Reads the packages of a lock file, or nothing where there is no readable one.
 * @param {string} path
 * @returns {Readonly<Record<string, Locked>> | undefined}
 */
const readLock = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
};

/** Whether the package at this place is really there, in this version. */
const isInPlace = (/** @type {string} */ place, /** @type {string | undefined} */ version) => {
  try {
    return JSON.parse(readFileSync(inRepository(place, "package.json"), "utf8")).version === version;
  } catch {
    return false;
  }
};

/**
 * Why the dependencies have to be installed, or `undefined` where node_modules is what the lock file says.
 * npm writes node_modules/.package-lock.json last, so an install that was killed has none.
 * @returns {string | undefined}
 */
export const whyInstall = () => {
  const wanted = readLock(inRepository("package-lock.json"));
  const present = readLock(inModules(".package-lock.json"));
  if (!wanted)
    throw new Error("package-lock.json is missing or is not JSON: get it back from the repository.");
  if (!present) return "the dependencies are not installed yet, or not to the end";
  for (const [place, locked] of Object.entries(wanted)) {
    if (place === "" || locked.link) continue;
    const found = present[place];
    // A package for another platform is in the lock file and rightly absent here.
    if (!found && locked.optional) continue;
    const same = found?.version === locked.version && found?.integrity === locked.integrity;
    if (!same || !isInPlace(place, locked.version)) return `${place} is not what package-lock.json says`;
  }
  return undefined;
};

/** What npm complains of, without its warnings and without the page of usage that it adds. */
const complaint = (/** @type {string} */ output) =>
  (output.split("npm error Clean install a project")[0] ?? output)
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("npm warn"))
    .slice(0, 20)
    .join("\n");

/** npm as a command: the one that runs us, else the one in PATH. */
const npm = () => {
  const entry = process.env.npm_execpath;
  if (entry && basename(entry) === "npm-cli.js")
    return { command: process.execPath, args: [entry], shell: false };
  // On Windows npm is a batch file, which only a shell can start.
  return { command: "npm", args: [], shell: process.platform === "win32" };
};

/**
 * Installs what package-lock.json lists, unless it is there already, and says so. Needs the network only then.
 * Throws an `Error` that a person can read where npm fails.
 * @param {{ readonly say?: (text: string) => void }} [options]
 */
export const install = async ({ say = console.log } = {}) => {
  const why = whyInstall();
  if (!why) return;
  say(`Installing the dependencies (${why}) ...`);
  const { command, args, shell } = npm();
  const result = await run(
    command,
    [...args, "ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional"],
    {
      cwd: ROOT,
      shell,
    },
  );
  if (result.ended !== "exit" || result.code !== 0) {
    throw new Error(
      `The dependencies could not be installed (npm ci: ${result.how}).\n${complaint(result.output)}`,
    );
  }
};
