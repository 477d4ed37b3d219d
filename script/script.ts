import type { Experiment } from "../protocol/experiment.ts";
import { commentLines } from "./comment.ts";
import { expressionsOf } from "./expressions.ts";
import { type Forms, formsOf, type Interpreter } from "./forms.ts";
import type { Pieces } from "./pieces.ts";
import { pythonString } from "./python-string.ts";
import { type Kind, Writer } from "./writer.ts";

/** Asks the interpreter what compiles, runs nothing of the experiment, and writes it as a script or as a test. */
export async function written(
  kind: Kind,
  experiment: Experiment,
  interpreter: Interpreter,
  pieces: Pieces,
): Promise<string> {
  const forms = await formsOf(expressionsOf(experiment), interpreter, pieces.form);
  return kind === "test" ? testOf(experiment, forms, pieces) : scriptOf(experiment, forms, pieces);
}

/**
 * A Python script that does what the experiment does and prints what comes of each action. It needs only the package
 * `genclone`. `forms` tells how each expression can stand in it; an action whose expression does not compile becomes a
 * comment.
 */
export function scriptOf(experiment: Experiment, forms: Forms, pieces: Pieces): string {
  const writer = new Writer("script", experiment, forms);
  const steps = experiment.actions.map((action, index) => writer.step(action, index).join("\n"));
  return [
    `${heading(experiment, "Written by `genclone script`.")}\n`,
    experiment.source.trimEnd(),
    FROM_HERE_ON,
    ownPart(writer, [pieces.actions], pieces),
    steps.join("\n\n"),
    "",
  ].join("\n");
}

/**
 * A Python file with one test, for pytest and unittest: it does what the experiment does, and fails at the first action
 * that comes to something else than expected. Digests are not compared, nor texts that are genclone's own. An action
 * that is expected not to end becomes a comment; for the rest see `scriptOf`. The source has the lines that it has in
 * the experiment, as what comes can tell of them.
 */
export function testOf(experiment: Experiment, forms: Forms, pieces: Pieces): string {
  const writer = new Writer("test", experiment, forms);
  const isChecked = experiment.expected?.some((one) => one !== null) ?? false;
  const about = ["Written by `genclone script --test`.", ...(isChecked ? [] : [NOTHING_EXPECTED])];
  const name = writer.free(`test_${wordsOf(experiment.title)}`);
  const steps = experiment.actions.map((action, index) => writer.step(action, index));
  return [
    experiment.source.trimEnd(),
    `${FROM_HERE_ON}#`,
    `${heading(experiment, ...about)}\n`,
    ownPart(writer, [pieces.actions, pieces.checking], pieces),
    `\ndef ${name}():`,
    `${bodyOf(writer.bound(), steps)}\n\n`,
    writer.renamed(pieces.running.replaceAll("TEST", name)),
  ].join("\n");
}

const FROM_HERE_ON = "\n\n# ---- From here on: what is done with it ----\n";
const NOTHING_EXPECTED = "Nothing is expected of any action.";

/** The body of a function that has these steps and binds these global names. */
function bodyOf(bound: readonly string[], steps: readonly (readonly string[])[]): string {
  const isEmpty = steps.flat().every((line) => line.startsWith("#"));
  const globals = bound.length === 0 ? [] : [[`global ${bound.join(", ")}`]];
  // An expression with line ends stays as it is, for these can be inside a string.
  return [...globals, ...steps, ...(isEmpty ? [["pass"]] : [])]
    .map((lines) => lines.map((line) => `    ${line}`).join("\n"))
    .join("\n\n");
}

/** What the steps are made by. */
function ownPart(writer: Writer, parts: readonly string[], { driving }: Pieces): string {
  const all = [...parts, ...(writer.isAsync ? [driving] : [])].map((part) => part.trimEnd());
  return [
    `${writer.imports()}\n\n`,
    writer.renamed(all.join("\n\n\n")),
    `\n\n${writer.renamed("action")}.branches = [${writer.branches.map(pythonString).join(", ")}]\n`,
  ].join("\n");
}

function heading({ title, notes, python }: Experiment, ...about: readonly string[]): string {
  const texts = [title, notes, `About CPython ${python}. Needs the package genclone. ${about.join(" ")}`];
  const comments = texts.filter((text) => text !== "").map((text) => commentLines(text).join("\n"));
  return comments.join("\n#\n");
}

/** A title as part of a name of Python. */
function wordsOf(title: string): string {
  const words = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .match(/[a-z0-9]+/g);
  return (words ?? ["experiment"]).join("_").slice(0, 60);
}
