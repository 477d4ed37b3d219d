import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inModules, inRepository } from "./paths.mjs";

/**
 * Software by others that the built playground contains.
 * @typedef {{ readonly name: string, readonly license: string, readonly where: string, readonly text: string }} Shipped
 */

/** Dependencies of dependencies that never reach a browser. */
const NOT_SHIPPED =
  /^(typescript$|@typescript\/|@types\/|ws$|node-fetch$|whatwg-url$|tr46$|webidl-conversions$|base-64$)/;

const textOf = (/** @type {string} */ name) =>
  readFileSync(inRepository("scripts", "licenses", `${name}.txt`), "utf8");

/** The license text that a package brings along. */
const licenseOf = (/** @type {string} */ name) => {
  const file = readdirSync(inModules(name)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file) return readFileSync(inModules(name, file), "utf8");
  if (/^pyodide(-|$)/.test(name)) return textOf("MPL-2.0");
  throw new Error(`${name} has no license file: look it up and say here where its text is.`);
};

/** Parts of Workbox that `workbox-build`, itself only a tool, puts into the built page. */
const FROM_TOOLS = [
  "workbox-core",
  "workbox-precaching",
  "workbox-routing",
  "workbox-strategies",
  "workbox-window",
];

/** The npm packages that a build takes from, without their versions, so that an update alone changes nothing. */
const packages = () => {
  /** @type {Record<string, { readonly dev?: boolean, readonly devOptional?: boolean }>} */
  const locked = JSON.parse(readFileSync(inRepository("package-lock.json"), "utf8")).packages;
  return Object.entries(locked)
    .filter(([place, { dev, devOptional }]) => place !== "" && !dev && !devOptional)
    .map(([place]) => place.replace(/^.*node_modules\//, ""))
    .filter((name) => !NOT_SHIPPED.test(name))
    .concat(FROM_TOOLS)
    .sort();
};

/** @returns {Shipped} */
const fromPackage = (/** @type {string} */ name) => {
  const about = JSON.parse(readFileSync(inModules(name, "package.json"), "utf8"));
  const repository = typeof about.repository === "string" ? about.repository : about.repository?.url;
  const where = String(repository ?? `https://www.npmjs.com/package/${name}`)
    .replace(/^git\+/, "")
    .replace(/^github:/, "https://github.com/")
    .replace(/\.git$/, "");
  return { name, license: about.license, where, text: licenseOf(name).trim() };
};

/** What Pyodide's files contain beside Pyodide. */
const inPyodide = () => [
  {
    name: "CPython and its standard library (inside Pyodide)",
    license: "PSF-2.0",
    where: "https://github.com/python/cpython",
    text: textOf("PSF-2.0").trim(),
  },
];

const HEAD = `The built playground contains the software listed here, unchanged, each under its own license.
Pyodide is under the Mozilla Public License 2.0; its source is at https://github.com/pyodide/pyodide, in the
release that package-lock.json names. genclone's own license is in LICENSE.
`;

/** The text of THIRD-PARTY-NOTICES: the list, then each license text once, with whom it is for. */
export const notices = () => {
  const shipped = [...packages().map(fromPackage), ...inPyodide()];
  /** @type {Map<string, string[]>} */
  const texts = new Map();
  for (const { name, text } of shipped) texts.set(text, [...(texts.get(text) ?? []), name]);
  const list = shipped.map(({ name, license, where }) => `- ${name} (${license}): ${where}`).join("\n");
  const rule = "=".repeat(80);
  const full = [...texts]
    .map(([text, names]) => `${rule}\n${names.join(", ")}\n${rule}\n\n${text}\n`)
    .join("\n");
  return `${HEAD}\n${list}\n\n${full}`;
};

/** Where the notices are. */
export const NOTICES = inRepository("THIRD-PARTY-NOTICES");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(NOTICES, notices());
