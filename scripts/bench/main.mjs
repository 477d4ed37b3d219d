import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { endWithNpm } from "../process.mjs";
import { choosePythons, PYTHON_WORDS } from "../pythons.mjs";
import { heading, judge, tableOf } from "./table.mjs";

const USAGE = `Usage: npm run bench [-- OPTION...]

Measures clone() on one Python after the other: medians of several rounds, their ratio to a fresh call of a generator
function, and what a slot or a link of a chain costs, which is about the same for all sizes where the cost is linear.
At the end it says which targets were met. Nothing fails: times depend on the machine.

  --python WORDS     ${PYTHON_WORDS} (all)
  --json FILE        writes the numbers there, too
  --help             this`;

const FILE = "python/bench/run.py";

/** Seconds that one Python may take. */
const DEADLINE = 600;

/** @typedef {import("../pythons.mjs").Python} Python */

/**
 * How many links the chains may have: inside WebAssembly, resuming or dropping deeper ones kills CPython itself, with
 * no clone involved, and 3.11's still sooner.
 */
const deepestOf = (/** @type {Python} */ { kind, version }) => {
  if (kind === "native") return 10_000;
  return version === "3.11" ? 100 : 1_000;
};

/** The command `npm run bench`. */
export const main = async (/** @type {readonly string[]} */ args) => {
  try {
    endWithNpm();
    const { values } = parseArgs({
      args: [...args],
      options: {
        python: { type: "string", default: "all" },
        json: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return console.log(USAGE);
    const measured = await measureAll(await choosePythons(values.python));
    console.log(`Targets\n${measured.map(judge).join("\n")}`);
    if (values.json !== undefined)
      writeFileSync(values.json, `${JSON.stringify(measured.map(plain), null, 2)}\n`);
    process.exitCode = measured.every(({ report }) => report) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
};

/**
 * One after the other, so that they do not disturb each other.
 * @param {readonly Python[]} pythons
 */
const measureAll = async (pythons) => {
  /** @type {import("./table.mjs").Measured[]} */
  const measured = [];
  for (const python of pythons) {
    const ended = await python.run(FILE, ["--deepest", String(deepestOf(python))], DEADLINE);
    const report = read(ended.stdout);
    console.log(`${heading(python)}\n${report ? tableOf(report) : `${ended.how}\n${ended.output.trim()}`}\n`);
    measured.push({ python, report });
  }
  return measured;
};

/** The last line, where there is one. */
const read = (/** @type {string} */ stdout) => {
  try {
    return /** @type {import("./table.mjs").Report} */ (
      JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")
    );
  } catch {
    return undefined;
  }
};

const plain = (/** @type {import("./table.mjs").Measured} */ { python, report }) => ({
  python: python.name,
  ...report,
});
