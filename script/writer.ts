import * as v from "valibot";
import { type Action, BranchName, expressionOf } from "../protocol/action.ts";
import type { Experiment } from "../protocol/experiment.ts";
import { type Policy, PRESETS } from "../protocol/policy.ts";
import { commentLines } from "./comment.ts";
import { asArguments, isFatal } from "./expectations.ts";
import { boundBy, expressionsOf } from "./expressions.ts";
import type { Forms } from "./forms.ts";
import { pythonString } from "./python-string.ts";
import { actionInWords } from "./words.ts";

/** What a script does with an action: it tells what comes of it, or a test compares that with what is expected. */
export type Kind = "script" | "test";

/** The names that the script's own part uses beside the source's. */
const OWN = [
  ..."action Refused shown came drive cloned_under_way under_way clone get_referents GencloneError".split(
    " ",
  ),
  ..."GeneratorType CoroutineType AsyncGeneratorType".split(" "),
  ..."checked alike sub version_info load_tests unittest".split(" "),
  ...PRESETS.map((preset) => preset.toUpperCase()),
];

/** Writes the steps of one experiment, and knows how names are to be written so that none is the source's. */
export class Writer {
  /** Whether the script needs the part that drives async generators. */
  readonly isAsync: boolean;
  /** The branches, by the variables that they are in the script. */
  readonly branches: readonly string[];
  /** A name that nothing else has, as much like this one as can be. */
  readonly free: (name: string) => string;
  readonly #kind: Kind;
  readonly #experiment: Experiment;
  readonly #forms: Forms;
  /** Name -> as it is written here, where the source has that name for something of its own. */
  readonly #renamed: ReadonlyMap<string, string>;

  constructor(kind: Kind, experiment: Experiment, forms: Forms) {
    this.#kind = kind;
    this.#experiment = experiment;
    this.#forms = forms;
    const names = experiment.actions.flatMap((action) => [
      ...(action.do === "evaluate" ? [] : [action.branch]),
      ...(action.do === "clone" ? [action.as] : []),
    ]);
    const used = new Set([experiment.source, ...expressionsOf(experiment)].join("\n").match(/\w+/g));
    const inSource = new Set(experiment.source.match(/\w+/g));
    const free = (name: string): string => (used.has(name) || names.includes(name) ? free(`${name}_`) : name);
    this.free = free;
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
    const isTest = this.#kind === "test";
    const unittest = this.#name("unittest");
    const lines = [
      ...(isTest ? [`import unittest${unittest === "unittest" ? "" : ` as ${unittest}`}`] : []),
      ...(this.isAsync ? [this.#import("gc", ["get_referents"])] : []),
      ...(isTest ? [this.#import("re", ["sub"]), this.#import("sys", ["version_info"])] : []),
      this.#import("types", ["AsyncGeneratorType", "CoroutineType", "GeneratorType"]),
      "",
      this.#import("genclone", fromUs),
    ];
    return lines.join("\n");
  }

  /** The names that its steps bind, and some that they may. */
  bound(): readonly string[] {
    const others = expressionsOf(this.#experiment).flatMap(boundBy);
    return [...new Set([...this.branches, ...others])].filter((name) => v.is(BranchName, name));
  }

  /** The lines of the step of the action at this place. One of them can be more, as an expression can have line ends. */
  step(action: Action, index: number): readonly string[] {
    const what = `${index + 1}. ${actionInWords(action)}`;
    const expectation = this.#kind === "test" ? this.#experiment.expected?.[index] : undefined;
    if (isFatal(expectation)) {
      return commentLines(`${what}\nThis never ends, or ends the interpreter, so nothing is done here.`);
    }
    const expression = expressionOf(action);
    if (expression !== null && !["plain", "wrapped"].includes(this.#forms.get(expression) ?? "none")) {
      return commentLines(`${what}\nThis does not compile, so nothing is done here.`);
    }
    const branch = action.do === "evaluate" || action.do === "start" ? undefined : this.#name(action.branch);
    const made = action.do === "clone" ? action.as : action.do === "start" ? action.branch : undefined;
    const given = [
      `${index + 1}, ${pythonString(actionInWords(action))}${asArguments(expectation)}`,
      ...(branch === undefined ? [] : [`branch=${pythonString(branch)}`]),
      ...(made === undefined ? [] : [`new=${pythonString(this.#name(made))}`]),
    ];
    const name = this.#name(this.#kind === "test" ? "checked" : "action");
    const lines = this.#body(action).map((line) => `    ${line}`);
    return [`with ${name}(${given.join(", ")}) as ${this.#came}:`, ...lines];
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

  get #came(): string {
    return this.#name("came");
  }

  #body(action: Action): readonly string[] {
    switch (action.do) {
      case "start":
        return [`${this.#name(action.branch)} = ${this.#came}.started(${this.#argument(action.call)})`];
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
        return [`${this.#name(action.as)} = ${this.#came}.cloned(${this.#name(how)}(${given}))`];
      }
      case "drop": {
        const name = this.#name(action.branch);
        const first = this.isAsync ? [`${this.#name("under_way")}.pop(${name}, None)`] : [];
        return [...first, `del ${name}`, `${this.#came}.dropped()`];
      }
      case "evaluate":
        return [`${this.#came}.evaluated(${this.#argument(action.expression)})`];
    }
  }

  #resumed(branch: string, way: "send" | "throw" | "close", argument?: string): string {
    const name = this.#name(branch);
    if (this.isAsync) {
      const given = [name, `"${way}"`, ...(argument === undefined ? [] : [argument])];
      return `${this.#came}.driven(*${this.#name("drive")}(${given.join(", ")}))`;
    }
    if (way === "close") return `${this.#came}.closed(${name}.close())`;
    return `${this.#came}.yielded(${argument === "None" && way === "send" ? `next(${name})` : `${name}.${way}(${argument})`})`;
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
