import { readFileSync } from "node:fs";
import * as v from "valibot";
import type { Spawn } from "../../web/runtime/interpreter.ts";
import { createSupervisor } from "../../web/supervisor.ts";

const SOURCE = readFileSync(new URL("form.py", import.meta.url), "utf8");

const Form = v.picklist(["plain", "wrapped", "none"]);

/** How an expression can stand as an argument in a script: as it is, in parentheses, or not at all. */
export type Form = v.InferOutput<typeof Form>;

/** Asks a CPython, which alone knows, for the form of each expression. Runs none of them. */
export async function formsOf(
  expressions: readonly string[],
  spawn: Spawn,
): Promise<ReadonlyMap<string, Form>> {
  const supervisor = createSupervisor({ spawn });
  try {
    await supervisor.open(SOURCE);
    const forms = new Map<string, Form>();
    for (const expression of new Set(expressions)) {
      const { outcome } = await supervisor.act({
        do: "evaluate",
        expression: `form(${pythonString(expression)})`,
      });
      const form = v.safeParse(Form, outcome.text.slice(1, -1));
      if (!form.success) throw new Error(`Python could not look at ${expression}: ${outcome.text}`);
      forms.set(expression, form.output);
    }
    return forms;
  } finally {
    supervisor.dispose();
  }
}

/** A Python string literal, in one line of ASCII. */
export const pythonString = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
