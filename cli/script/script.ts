import { readFileSync } from "node:fs";
import type { Action } from "../../protocol/action.ts";
import type { Experiment } from "../../protocol/experiment.ts";
import { type Policy, PRESETS } from "../../protocol/policy.ts";
import { wrapped } from "../report/text.ts";
import { actionInWords } from "../report/words.ts";
import { type Form, pythonString } from "./forms.ts";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const ACTIONS = read("actions.py");
const DRIVING = read("driving.py");

/** The names that the script's own part uses beside the source's. */
const OWN = [
  ..."action Refused drive cloned_under_way under_way clone get_referents GencloneError".split(" "),
  ..."GeneratorType CoroutineType AsyncGeneratorType".split(" "),
  ...PRESETS.map((preset) => preset.toUpperCase()),
];

/** The expressions of an experiment's actions. */
export const expressionsOf = ({ actions }: Experiment): readonly string[] =>
  actions.flatMap((action) => expressionOf(action) ?? []);

function expressionOf(action: Action): string | undefined {
  switch (action.do) {
    case "start":
      return action.call;
    case "send":
      return action.value;
    case "throw":
      return action.exception;
    case "evaluate":
      return action.expression;
    default:
      return undefined;
  }
}

/**
 * A Python script that does what the experiment does and prints what comes of each action. It needs only the package
 * `genclone`. `forms` tells how each expression can stand in it; an action whose expression does not compile becomes a
 * comment.
 */
export function scriptOf(experiment: Experiment, forms: ReadonlyMap<string, Form>): string {
  const { source } = experiment;
  const writer = new Writer(experiment, forms);
  const steps = experiment.actions.map((action, index) => writer.step(action, index + 1));
  const own = [ACTIONS, ...(writer.isAsync ? [DRIVING] : [])].join("\n\n");
  const branches = writer.branches.map(pythonString).join(", ");
  return [
    heading(experiment),
    source.trimEnd(),
    "\n\n# ---- From here on: what is done with it ----\n",
    `${writer.imports()}\n\n`,
    writer.renamed(own.trimEnd()),
    `\n\n${writer.renamed("action")}.branches = [${branches}]\n`,
    steps.join("\n\n"),
    "",
  ].join("\n");
}

function heading({ title, notes, python }: Experiment): string {
  const about = `About CPython ${python}. Needs the package genclone. Written by \`genclone script\`.`;
  return `${[title, notes, about]
    .filter((text) => text !== "")
    .map(comment)
    .join("\n#\n")}\n`;
}

const comment = (text: string): string =>
  text
    .replaceAll("\0", "\ufffd")
    .split(/\r\n|[\n\r]/)
    .flatMap((line) => (line.length > WIDTH ? wrapped(line, WIDTH) : [line]))
    .map((line) => `# ${line}`.trimEnd())
    .join("\n");

/** Of a comment's text. */
const WIDTH = 98;

/** Writes the steps of one experiment, and knows how names are to be written so that none is the source's. */
class Writer {
  /** Whether the script needs the part that drives async generators. */
  readonly isAsync: boolean;
  /** The branches, by the variables that they are in the script. */
  readonly branches: readonly string[];
  readonly #experiment: Experiment;
  readonly #forms: ReadonlyMap<string, Form>;
  /** Name -> as it is written here, where the source has that name for something of its own. */
  readonly #renamed: ReadonlyMap<string, string>;

  constructor(experiment: Experiment, forms: ReadonlyMap<string, Form>) {
    this.#experiment = experiment;
    this.#forms = forms;
    const names = experiment.actions.flatMap((action) => [
      ...(action.do === "evaluate" ? [] : [action.branch]),
      ...(action.do === "clone" ? [action.as] : []),
    ]);
    const used = new Set([experiment.source, ...expressionsOf(experiment)].join("\n").match(/\w+/g));
    const inSource = new Set(experiment.source.match(/\w+/g));
    const free = (name: string): string => (used.has(name) || names.includes(name) ? free(`${name}_`) : name);
    this.#renamed = new Map([
      ...OWN.filter((name) => used.has(name) || names.includes(name)).map(
        (name) => [name, free(name)] as const,
      ),
      ...names.filter((name) => inSource.has(name)).map((name) => [name, free(`${name}_`)] as const),
    ]);
    this.isAsync = used.has("async");
    this.branches = [...new Set(names)].map((name) => this.#name(name));
  }

  /** Text of the script's own part, with the names that are free. */
  renamed(text: string): string {
    return text.replace(/\w+/g, (word) => (OWN.includes(word) ? this.#name(word) : word));
  }

  imports(): string {
    const presets = this.#experiment.actions.flatMap((action) =>
      action.do === "clone" && typeof action.policy === "object" ? [action.policy.preset.toUpperCase()] : [],
    );
    const fromUs = [...new Set(presets), "GencloneError", "clone"].sort();
    const lines = [
      ...(this.isAsync ? [this.#import("gc", ["get_referents"])] : []),
      this.#import("types", ["AsyncGeneratorType", "CoroutineType", "GeneratorType"]),
      "",
      this.#import("genclone", fromUs),
    ];
    return lines.join("\n");
  }

  /** The step of one action. */
  step(action: Action, number: number): string {
    const expression = expressionOf(action);
    const words = actionInWords(action);
    if (
      expression !== undefined &&
      this.#forms.get(expression) !== "plain" &&
      this.#forms.get(expression) !== "wrapped"
    ) {
      return comment(`${number}. ${words}\nThis does not compile, so nothing is done here.`);
    }
    const branch = action.do === "evaluate" || action.do === "start" ? undefined : this.#name(action.branch);
    const made = action.do === "clone" ? action.as : action.do === "start" ? action.branch : undefined;
    const given = [
      `${number}, ${pythonString(words)}`,
      ...(branch === undefined ? [] : [`branch=${pythonString(branch)}`]),
      ...(made === undefined ? [] : [`new=${pythonString(this.#name(made))}`]),
    ];
    const lines = this.#body(action).map((line) => `    ${line}`);
    return [`with ${this.#name("action")}(${given.join(", ")}) as came:`, ...lines].join("\n");
  }

  #import(module: string, names: readonly string[]): string {
    const written = names.map((name) =>
      this.#name(name) === name ? name : `${name} as ${this.#name(name)}`,
    );
    return `from ${module} import ${written.join(", ")}`;
  }

  #name(name: string): string {
    return this.#renamed.get(name) ?? name;
  }

  #body(action: Action): readonly string[] {
    switch (action.do) {
      case "start":
        return [`${this.#name(action.branch)} = came.started(${this.#argument(action.call)})`];
      case "next":
        return [this.#resumed(action.branch, "send", "None")];
      case "send":
        return [this.#resumed(action.branch, "send", this.#argument(action.value))];
      case "throw":
        return [this.#resumed(action.branch, "throw", this.#argument(action.exception))];
      case "close":
        return [this.#resumed(action.branch, "close")];
      case "clone": {
        const how = this.isAsync ? "cloned_under_way" : "clone";
        const given = `${this.#name(action.branch)}${this.#policy(action.policy)}`;
        return [`${this.#name(action.as)} = came.cloned(${this.#name(how)}(${given}))`];
      }
      case "drop": {
        const name = this.#name(action.branch);
        const first = this.isAsync ? [`${this.#name("under_way")}.pop(${name}, None)`] : [];
        return [...first, `del ${name}`, "came.dropped()"];
      }
      case "evaluate":
        return [`came.evaluated(${this.#argument(action.expression)})`];
    }
  }

  #resumed(branch: string, way: "send" | "throw" | "close", argument?: string): string {
    const name = this.#name(branch);
    if (this.isAsync) {
      const given = [name, `"${way}"`, ...(argument === undefined ? [] : [argument])];
      return `came.say(*${this.#name("drive")}(${given.join(", ")}))`;
    }
    if (way === "close") return `came.closed(${name}.close())`;
    return `came.yielded(${argument === "None" && way === "send" ? `next(${name})` : `${name}.${way}(${argument})`})`;
  }

  #argument(expression: string): string {
    const text = expression.trim();
    const written = this.#forms.get(expression) === "plain" ? text : `(\n${text}\n)`;
    const hidden = (text.match(/\w+/g) ?? []).filter(
      (word) => this.#renamed.has(word) && this.branches.includes(this.#name(word)),
    );
    if (hidden.length === 0) return written;
    // The source has a global of that name, too; in an expression the branch wins.
    const names = [...new Set(hidden)];
    const branchOrGlobal = (name: string) => `globals().get(${pythonString(this.#name(name))}) or ${name}`;
    return `(lambda ${names.join(", ")}: ${written})(${names.map(branchOrGlobal).join(", ")})`;
  }

  #policy(policy: Policy): string {
    if (policy === "fork") return "";
    if (typeof policy === "string") return `, "${policy}"`;
    const { preset, ...fields } = policy;
    const given = Object.entries(fields).map(([field, value]) => `${field}="${value}"`);
    const name = this.#name(preset.toUpperCase());
    return `, ${given.length === 0 ? name : `${name}.replace(${given.join(", ")})`}`;
  }
}
