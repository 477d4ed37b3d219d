import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { inRepository } from "../scripts/paths.mjs";
import { check } from "./commands/check.ts";
import { link } from "./commands/link.ts";
import { open } from "./commands/open.ts";
import { type RunOptions, run } from "./commands/run.ts";
import { script } from "./commands/script.ts";
import {
  DEFAULT_DEADLINE,
  DEFAULT_JOBS,
  DEFAULT_MEMORY,
  LEAST_MEMORY,
  LOCAL_SITE,
  parseShard,
  parseSite,
  parseTimeout,
  REPORTERS,
  wholeNumber,
} from "./options.ts";
import { EXIT, type Exit, UsageError } from "./usage-error.ts";

/** Paragraphs without the line ends inside them: where a line ends is the terminal's business. */
const flowing = (text: string): string => text.replace(/(?<!\n)\n(?!\n)/g, " ");

const ABOUT =
  flowing(`Runs experiments: Python source plus actions on its generators, as the playground makes them.

Exit codes: 0 where all is as expected, 1 where something differs, 2 where what was asked for cannot be done or an
experiment cannot be read.`);

const ABOUT_RUN =
  flowing(`Runs experiments and compares each outcome with what the file expects. An experiment that
expects nothing is run all the same and counts as not checked; only an action that hangs or kills its interpreter then
differs.

Every interpreter runs in a process of its own, with a deadline for each action and a cap on its memory. On Nodes with
a permission model that process may read its own files, and may write nothing and start nothing; before Node 25 it may
still use the network. Python in Node is no sandbox: run what you trust. A link is somebody else's code and is run only
with --trust. CPythons of this machine ("native") are not held back at all.`);

const ABOUT_PYTHON =
  "versions (3.10,3.14), all, native (all found on this machine), native:PATH; several with commas " +
  "(default: each experiment's own version)";

const ABOUT_OPEN =
  flowing(`Opens an experiment in the playground of this machine, and prints its link. Where no playground is
served at ${LOCAL_SITE} (PORT for another port), it is built and served until you press Ctrl-C.`);

const ABOUT_SCRIPT =
  flowing(`Prints a Python script of an experiment: its source as it is, and then one step an action. It needs
only the package genclone, and prints what comes of each. Runs none of the experiment.`);

const WHAT = "files, folders (all .json files below them) and links (in quotes)";
const FILE = "the experiment's file";

const AFTER_RUN = `
Examples:
  genclone run experiments
  genclone run experiments --python all --reporter junit --out report.xml
  genclone run closure.json --python 3.10,3.14,native
  genclone run closure.json --update`;

/** The command `genclone`. Sets the exit code of this process. */
export async function main(args: readonly string[]): Promise<void> {
  // Whoever reads may have seen enough, as `head` has.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
  try {
    await program((exit) => {
      process.exitCode = exit;
    }).parseAsync([...args], { from: "user" });
  } catch (error) {
    process.exitCode = exitOf(error);
  }
}

/** What an error means for the exit code; says what commander has not said. */
function exitOf(error: unknown): Exit {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  console.error(error instanceof UsageError ? error.message : error);
  return EXIT.usage;
}

function program(finish: (exit: Exit) => void): Command {
  const all = new Command("genclone")
    .description(ABOUT)
    .version(version())
    .helpOption("-h, --help", "this, and with a command before it, about that command")
    .helpCommand(false)
    .configureHelp({ helpWidth: 100 })
    .showHelpAfterError("Say --help to see what there is.")
    .exitOverride();
  const add = (name: string, summary: string, description = summary) =>
    all.command(name).summary(summary).description(description).helpOption("-h, --help", "this");

  addRun(add("run", "runs experiments and compares what comes with what is expected", ABOUT_RUN), finish);
  add("check", "says whether experiments can be read; runs none")
    .argument("<experiments...>", WHAT)
    .action(async (words: string[]) => finish(await check(words)));
  add("link", "prints a link that carries the whole experiment")
    .argument("<file>", FILE)
    .option("--site <url>", "the page that is to open it", parseSite, LOCAL_SITE)
    .action(async (file: string, options: { readonly site: string }) => finish(await link(file, options)));
  add("open", "opens an experiment in the playground of this machine", ABOUT_OPEN)
    .argument("<file>", FILE)
    .option("--no-browser", "only serves, and prints the link")
    .action(async (file: string, options: { readonly browser: boolean }) =>
      finish(await open(file, options)),
    );
  add("script", "prints a Python script of an experiment that needs only the package genclone", ABOUT_SCRIPT)
    .argument("<file>", FILE)
    .option(
      "--test",
      "prints a test for pytest and unittest, which fails where something else comes than is expected",
    )
    .action(async (file: string, options: { readonly test?: boolean }) =>
      finish(await script(file, options)),
    );
  return all;
}

function addRun(command: Command, finish: (exit: Exit) => void): void {
  const options = [
    new Option("--python <words>", ABOUT_PYTHON),
    new Option("--update", "writes what comes into the files as what they expect"),
    new Option("--reporter <name>", "how to tell").choices(REPORTERS).default("pretty"),
    new Option("--out <file>", "writes the report there, and only a summary to the terminal"),
    new Option("--jobs <n>", "interpreters at a time")
      .argParser(wholeNumber("--jobs", 1, "interpreters"))
      .default(DEFAULT_JOBS, "as many as cores"),
    new Option("--shard <i/n>", "runs the i-th of n parts: every n-th experiment").argParser(parseShard),
    new Option("--trust", "runs links, too, though they carry code that somebody else wrote"),
    new Option("--timeout <s>", "seconds that an action may take")
      .argParser(parseTimeout)
      .default(DEFAULT_DEADLINE, String(DEFAULT_DEADLINE / 1000)),
    new Option("--memory <mib>", "what an interpreter may have, in MiB")
      .argParser(wholeNumber("--memory", LEAST_MEMORY, "MiB"))
      .default(DEFAULT_MEMORY),
  ];
  for (const option of options) command.addOption(option);
  command
    .argument("<experiments...>", WHAT)
    .addHelpText("after", AFTER_RUN)
    .action(async (words: string[], chosen: RunOptions) => finish(await run(words, chosen)));
}

function version(): string {
  const about: { readonly version: string } = JSON.parse(readFileSync(inRepository("package.json"), "utf8"));
  return about.version;
}
