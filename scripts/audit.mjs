/**
 * The command `npm run audit`: what Lighthouse says of the built page, on a desk and on a slow phone. Lighthouse is 200
 * packages that nothing else needs, so npm fetches it, in the version below, when the command is called.
 */
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../playwright/serve.mjs";
import { ensureBrowser, HOW_TO_GET_ONE } from "./browser.mjs";
import { run } from "./process.mjs";

/** The newest that runs on Node 20. */
const LIGHTHOUSE = "lighthouse@12.8.2";

/** What each page should have, of 100. */
const WANTED = new Map([
  ["performance", 95],
  ["accessibility", 100],
  ["best-practices", 100],
]);

const PAGES = ["", "help.html"];
const DEVICES = [
  { name: "desk", args: ["--preset=desktop"] },
  { name: "slow phone", args: [] },
];

/**
 * @typedef {object} Report Of Lighthouse's report what is told here.
 * @property {Record<string, { title: string, score: number | null, auditRefs: { id: string, weight: number }[] }>} categories
 * @property {Record<string, { title: string, score: number | null, displayValue?: string }>} audits
 */

/**
 * What Lighthouse says of an address. Rejects with its own words where it could not look.
 * @param {string} address
 * @param {readonly string[]} args
 * @param {import("./browser.mjs").Browser} browser
 * @returns {Promise<Report>}
 */
const audit = async (address, args, browser) => {
  const file = join(tmpdir(), `genclone-audit-${process.pid}.json`);
  const command = [
    ...["exec", "--yes", `--package=${LIGHTHOUSE}`, "--", "lighthouse", address, ...args, "--quiet"],
    ...["--output=json", `--output-path=${file}`, `--only-categories=${[...WANTED.keys()].join(",")}`],
    // It reads every answer once more, and Python's files are too large for that; how to pack them is the host's affair.
    "--skip-audits=uses-text-compression",
    `--chrome-flags=--headless=new${browser.sandbox ? "" : " --no-sandbox"}`,
  ];
  const { code, output } = await run("npm", command, {
    env: { CHROME_PATH: browser.path },
    deadline: 600,
    shell: process.platform === "win32",
  });
  if (code !== 0) throw new Error(`Lighthouse could not be run:\n${output}`);
  const report = JSON.parse(readFileSync(file, "utf8"));
  rmSync(file);
  return report;
};

/**
 * Tells the scores, and of each that is too low what it lost them by. Whether all are high enough.
 * @param {Report} report
 */
const tell = ({ categories, audits }) => {
  let isFine = true;
  for (const [id, wanted] of WANTED) {
    const category = categories[id];
    const score = Math.round((category?.score ?? 0) * 100);
    console.log(
      `  ${(category?.title ?? id).padEnd(16)} ${score}${score < wanted ? `, below ${wanted}` : ""}`,
    );
    if (score >= wanted) continue;
    isFine = false;
    for (const { id: name, weight } of category?.auditRefs ?? []) {
      const found = audits[name];
      if (weight === 0 || found === undefined || found.score === null || found.score >= 0.9) continue;
      console.log(`    ${found.title}${found.displayValue ? `: ${found.displayValue}` : ""} (${name})`);
    }
  }
  return isFine;
};

const browser = await ensureBrowser();
if (!browser) throw new Error(HOW_TO_GET_ONE);
const site = await serve(process.env.GENCLONE_URL, { packed: true });
try {
  let isFine = true;
  for (const page of PAGES) {
    for (const { name, args } of DEVICES) {
      console.log(`${page === "" ? "playground" : page}, ${name}`);
      if (!tell(await audit(new URL(page, site.address).href, args, browser))) isFine = false;
    }
  }
  process.exitCode = isFine ? 0 : 1;
} finally {
  site.end();
}
