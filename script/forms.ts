import * as v from "valibot";
import type { Action } from "../protocol/action.ts";
import { pythonString } from "./python-string.ts";

const Form = v.picklist(["plain", "wrapped", "none"]);

/** How an expression can stand as an argument in a script: as it is, in parentheses, or not at all. */
export type Form = v.InferOutput<typeof Form>;

/** The forms of expressions. */
export type Forms = ReadonlyMap<string, Form>;

/** What is asked about expressions: a CPython, kept up by a supervisor. */
export interface Interpreter {
  open(source: string): Promise<void>;
  act(action: Action): Promise<{ readonly outcome: { readonly kind: string; readonly text: string } }>;
}

/**
 * Asks a CPython, which alone knows, for the form of each expression, by the text of form.py. Runs none of them. Takes
 * the place of whatever the interpreter had open.
 */
export async function formsOf(
  expressions: readonly string[],
  interpreter: Interpreter,
  source: string,
): Promise<Forms> {
  await interpreter.open(source);
  const forms = new Map<string, Form>();
  for (const expression of new Set(expressions)) {
    const { outcome } = await interpreter.act({
      do: "evaluate",
      expression: `form(${pythonString(expression)})`,
    });
    const form = v.safeParse(Form, outcome.text.slice(1, -1));
    if (!form.success) throw new Error(`Python could not look at ${expression}: ${outcome.text}`);
    forms.set(expression, form.output);
  }
  return forms;
}
