import { inRepository, ROOT } from "../paths.mjs";
import { run } from "../process.mjs";
import { findInterpreters } from "./interpreters.mjs";
import { failed, passed, skipped, sum } from "./tally.mjs";

/** Seconds that all experiments may take on all Pythons. */
const DEADLINE = 1200;

/**
 * A line of `genclone run --reporter json`, as far as it is read here: an action, or why there was no interpreter.
 * @typedef {object} Line
 * @property {string} experiment
 * @property {string} python
 * @property {number} [index]
 * @property {{ readonly do: string }} [action]
 * @property {{ readonly kind: string, readonly text: string }} [outcome]
 * @property {{ readonly kind: string, readonly text?: string, readonly digest?: string } | null} [expected] where it differs
 * @property {string} [digest]
 * @property {string} [failure]
 */

/** Every experiment of the gallery on every Python: one check an experiment and Python. */
export const experiments = async () => {
  const hasNative = (await findInterpreters()).size > 0;
  const pythons = hasNative ? "all,native" : "all";
  const args = [inRepository("cli", "genclone.mjs"), "run", "experiments", "--python", pythons];
  const result = await run(process.execPath, [...args, "--reporter", "json"], {
    cwd: ROOT,
    deadline: DEADLINE,
  });
  const lines = readLines(result.stdout);
  if (result.ended !== "exit" || lines.length === 0)
    return failed(`genclone run (${result.how})`, result.output);
  /** @type {Map<string, Line[]>} */
  const runs = new Map();
  for (const line of lines) {
    const title = `${line.experiment} on ${line.python}`;
    runs.set(title, [...(runs.get(title) ?? []), line]);
  }
  return sum([
    ...[...runs].map(([title, actions]) => tallyRun(title, actions)),
    ...(hasNative ? [] : [skipped("the gallery on native Pythons: none is found on this machine")]),
  ]);
};

/** What one experiment on one Python came to. */
const tallyRun = (/** @type {string} */ title, /** @type {readonly Line[]} */ lines) => {
  const wrong = lines.filter((line) => "expected" in line || line.failure !== undefined);
  return wrong.length === 0 ? passed() : failed(title, wrong.map(inWords).join("\n"));
};

const inWords = (/** @type {Line} */ { index = 0, action, expected, outcome, digest, failure }) =>
  failure ??
  [
    `action ${index + 1} (${action?.do})`,
    `  expected: ${expected ? JSON.stringify(expected) : "that it ends"}`,
    `       got: ${JSON.stringify({ kind: outcome?.kind, text: outcome?.text, digest })}`,
  ].join("\n");

/** The lines but for the last one, which has the totals; none where it came to no end. */
const readLines = (/** @type {string} */ stdout) => {
  /** @type {Line[]} */
  const lines = [];
  for (const text of stdout.trimEnd().split("\n")) {
    try {
      lines.push(JSON.parse(text));
    } catch {
      return [];
    }
  }
  return lines.slice(0, -1);
};
