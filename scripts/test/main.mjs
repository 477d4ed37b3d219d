import { parseArgs } from "node:util";
import { install } from "../install.mjs";
import { ROOT } from "../paths.mjs";
import { endWithNpm } from "../process.mjs";
import { choose, STAGES } from "./stages.mjs";
import { failed, inWords, sum } from "./tally.mjs";

const USAGE = `Usage: npm test [-- STAGE...]

Installs what is missing and runs every stage, or only those named. The last line of the output is
"N passed, N failed, N skipped"; the exit code is 0 where nothing failed.

Stages ("python" is all that begin with it):
${STAGES.map((stage) => `  ${stage.name.padEnd(16)}${stage.about}`).join("\n")}`;

/** What to run, or a plain error. */
const readArgs = (/** @type {readonly string[]} */ args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" }, only: { type: "string", multiple: true } },
  });
  return { help: values.help === true, stages: choose([...(values.only ?? []), ...positionals]) };
};

/**
 * Runs one stage; an error of its own is a failure like any other, so that the next stage still runs.
 * @param {import("./stages.mjs").Stage} stage
 */
const runStage = async (stage) => {
  const start = performance.now();
  const tally = await stage.run().catch((error) => failed(stage.name, String(error?.stack ?? error)));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const note = tally.note ? `  (${tally.note})` : "";
  console.log(`${stage.name.padEnd(16)}${inWords(tally)}  ${seconds} s${note}`);
  if (tally.table) console.log(tally.table);
  for (const { reason, count } of tally.skips)
    console.log(`  skipped: ${reason}${count > 1 ? ` (${count} tests)` : ""}`);
  for (const { title, detail } of tally.failures)
    console.log(`\n--- failed: ${stage.name}: ${title}\n${detail}\n`);
  return tally;
};

/** Runs the chosen stages and prints the totals. */
const runStages = async (/** @type {readonly import("./stages.mjs").Stage[]} */ stages) => {
  const tallies = [];
  for (const stage of stages) tallies.push(await runStage(stage));
  const total = sum(tallies);
  if (total.failures.length > 0) {
    console.log(`\nFailed:\n${total.failures.map(({ title }) => `  ${title}`).join("\n")}`);
  }
  console.log(`\n${inWords(total)}`);
  process.exitCode = total.failures.length > 0 ? 1 : 0;
};

/** The command `npm test`. */
export const main = async (/** @type {readonly string[]} */ args) => {
  try {
    endWithNpm();
    process.chdir(ROOT);
    const { help, stages } = readArgs(args);
    if (help) return console.log(USAGE);
    await install();
    await runStages(stages);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
};
