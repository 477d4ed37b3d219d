import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { canonicalText } from "../../protocol/canonical.ts";
import { actionInWords } from "../../script/words.ts";
import { inShard, type ReporterName, type Shard } from "../options.ts";
import { atTheEnd } from "../process/leftovers.ts";
import { choosePythons, type Python, pythonOf, WASM_VERSIONS } from "../pythons.ts";
import { record } from "../record.ts";
import { json } from "../report/json.ts";
import { junit } from "../report/junit.ts";
import { one, pretty } from "../report/pretty.ts";
import { progressOn } from "../report/progress.ts";
import type { Reporter, Style } from "../report/reporter.ts";
import { tap } from "../report/tap.ts";
import { totalsInWords } from "../report/words.ts";
import { judge, type Report, type Result, totalsOf } from "../result.ts";
import { runAll, type Task } from "../schedule.ts";
import { readTargets, type Target } from "../targets.ts";
import { EXIT, type Exit, UsageError } from "../usage-error.ts";

export interface RunOptions {
  readonly python?: string;
  readonly update?: true;
  readonly reporter: ReporterName;
  readonly out?: string;
  readonly jobs: number;
  readonly shard?: Shard;
  readonly trust?: true;
  /** In milliseconds. */
  readonly timeout: number;
  /** In MiB. */
  readonly memory: number;
}

/** Runs experiments and compares what comes with what they expect. Rejects with `UsageError` before any is run. */
export async function run(words: readonly string[], options: RunOptions): Promise<Exit> {
  const { targets, problems } = await readTargets(words);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  insistOnTrust(targets, options);
  const plan = await planFor(options.shard ? inShard(targets, options.shard) : targets, options.python);
  const output = outputTo(options, styleOf(process.stdout));
  const reports = await runPlan(plan, options, output);
  return totalsOf(reports).differing > 0 ? EXIT.differs : EXIT.fine;
}

/** An experiment and the Pythons that it is to be run on. */
interface Plan {
  readonly target: Target;
  readonly pythons: readonly Python[];
}

function insistOnTrust(targets: readonly Target[], { trust, update }: RunOptions): void {
  const link = targets.find(({ from }) => from === "link");
  if (link === undefined) return;
  if (update) {
    throw new UsageError(`--update writes into files, and ${link.name} is none. Save it as a file first.`);
  }
  if (!trust) {
    throw new UsageError(
      `${link.name} ("${link.experiment.title}") carries code that somebody else wrote, and here it could reach ` +
        "the network and this machine. Look at it in the page, and if you trust it, say --trust.",
    );
  }
}

async function planFor(targets: readonly Target[], words: string | undefined): Promise<readonly Plan[]> {
  if (words !== undefined) {
    const pythons = await choosePythons(words);
    return targets.map((target) => ({ target, pythons }));
  }
  return targets.map((target) => {
    const { python } = target.experiment;
    const own = pythonOf(python);
    if (own !== undefined) return { target, pythons: [own] };
    throw new UsageError(
      `${target.name} is about Python ${python}, and here are ${WASM_VERSIONS.join(", ")}. Choose one with --python.`,
    );
  });
}

/** Where what is said goes. */
interface Output {
  readonly reporter: Reporter;
  /** Takes the report. */
  readonly write: (text: string) => void;
  /** Takes what is told on the terminal in short, where the report goes elsewhere. */
  readonly brief: ((text: string) => void) | undefined;
  readonly style: Style;
}

function outputTo({ out, reporter: name }: RunOptions, style: Style): Output {
  const toTerminal = (text: string) => void process.stdout.write(text);
  if (out === undefined) {
    return { reporter: reporterOf(name, style), write: toTerminal, brief: undefined, style };
  }
  const plain = { colour: false, width: 100 };
  const file = create(out);
  atTheEnd(() => closeSync(file));
  return {
    reporter: reporterOf(name, plain),
    write: (text) => void writeSync(file, text),
    brief: toTerminal,
    style,
  };
}

function create(path: string): number {
  try {
    return openSync(path, "w");
  } catch (error) {
    throw new UsageError(`--out: ${error instanceof Error ? error.message : error}`);
  }
}

function reporterOf(name: ReporterName, style: Style): Reporter {
  switch (name) {
    case "pretty":
      return pretty(style);
    case "json":
      return json;
    case "tap":
      return tap();
    case "junit":
      return junit;
  }
}

/** As wide as the terminal, with colours where it has them and nobody minds (https://no-color.org). */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const wanted = FORCE_COLOR !== undefined ? FORCE_COLOR !== "0" : stream.isTTY && TERM !== "dumb";
  const width = Math.min(160, Math.max(60, stream.columns ?? 100));
  return { colour: wanted && (NO_COLOR ?? "") === "", width };
}

async function runPlan(
  plan: readonly Plan[],
  options: RunOptions,
  output: Output,
): Promise<readonly Report[]> {
  const tasks = plan.flatMap(({ target, pythons }) => pythons.map((python): Task => ({ target, python })));
  const progress = progressOn(process.stderr);
  atTheEnd(progress.clear);
  const reports: Report[] = [];
  let results: Result[] = [];
  let count = 0;
  output.write(output.reporter.begin(plan.length));
  await runAll(tasks, {
    jobs: options.jobs,
    deadline: options.timeout,
    memory: options.memory,
    onAction({ target, python }, index) {
      const action = target.experiment.actions[index];
      const what = action === undefined ? "" : actionInWords(action);
      progress.say(`${count} of ${tasks.length}  ${target.name}, ${python.name}: ${what}`);
    },
    onDone({ target, python }, played) {
      count += 1;
      results.push(judge(target.experiment, python, played));
      if (results.length < (plan[reports.length]?.pythons.length ?? 0)) return;
      const report = options.update ? recordIn(target, results) : { target, results };
      reports.push(report);
      results = [];
      progress.clear();
      output.write(output.reporter.tell(report));
      for (const result of report.results) {
        if (result.status === "differs") output.brief?.(one(report, result, output.style));
      }
    },
  });
  progress.clear();
  output.write(output.reporter.end(reports));
  output.brief?.(`${totalsInWords(totalsOf(reports))}\nThe report is in ${options.out}.\n`);
  return reports;
}

/** Writes what came into the experiment's file, and judges it by that. */
function recordIn(target: Target, results: readonly Result[]): Report {
  const usable = results.filter(({ failure }) => failure === undefined);
  const experiment = record(target.experiment, usable);
  const before = target.experiment.expected ?? [];
  const changed = experiment.expected?.filter(
    (expectation, index) => JSON.stringify(expectation) !== JSON.stringify(before[index] ?? null),
  );
  if (usable.length > 0) writeFileSync(target.name, canonicalText(experiment));
  return {
    target: { ...target, experiment },
    results: results.map(({ python, done, failure }) =>
      judge(experiment, python, { steps: done.map(({ step }) => step), failure }),
    ),
    recorded: changed?.length ?? 0,
  };
}
