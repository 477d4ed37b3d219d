import type { SyntaxNode } from "@lezer/common";
import type { Suggest } from "./playground.ts";
import { parsePython } from "./python-syntax.ts";

/** A function defined at the top level of a source. */
interface TopLevelFunction {
  readonly name: string;
  /** The text from `def` to the end of the parameters. */
  readonly header: string;
  readonly yields: boolean;
  readonly awaitable: boolean;
  /** Whether it can be called without arguments. */
  readonly bare: boolean;
}

/**
 * The expression that `start` evaluates when the user has not said one: a call of the last top-level generator
 * function that needs no arguments, else of the last generator function, else of the last coroutine function,
 * else of the last function. Empty where the source defines none. Never throws: half-typed source is fine.
 */
export function defaultCall(source: string): string {
  const functions = topLevelFunctions(source);
  const chosen =
    functions.findLast((f) => f.yields && f.bare) ??
    functions.findLast((f) => f.yields) ??
    functions.findLast((f) => f.awaitable && f.bare) ??
    functions.at(-1);
  return chosen === undefined ? "" : `${chosen.name}()`;
}

/**
 * The call to suggest for `source`, which began as `origin` with its own `call`: that call for as long as the
 * function it calls is still defined with the same parameters, else the source's default.
 */
export const suggestedCall: Suggest = (source, origin) => {
  const callee = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*\(/u.exec(origin.call)?.[1];
  const header = (text: string) => topLevelFunctions(text).findLast((f) => f.name === callee)?.header;
  const was = header(origin.source);
  return was !== undefined && was === header(source) ? origin.call : defaultCall(source);
};

function topLevelFunctions(source: string): readonly TopLevelFunction[] {
  const found: TopLevelFunction[] = [];
  for (const statement of children(parsePython(source).top)) {
    const definition =
      statement.name === "DecoratedStatement" ? statement.getChild("FunctionDefinition") : statement;
    if (definition?.name !== "FunctionDefinition") continue;
    const name = definition.getChild("VariableName");
    const parameters = definition.getChild("ParamList");
    const body = definition.getChild("Body");
    if (name === null || parameters === null || body === null) continue;
    found.push({
      name: source.slice(name.from, name.to),
      header: source.slice(definition.from, parameters.to),
      yields: containsYield(body),
      awaitable: definition.getChild("async") !== null,
      bare: needsNothing(parameters),
    });
  }
  return found;
}

const NESTED = ["FunctionDefinition", "LambdaExpression", "ClassDefinition"];

/** A yield belongs to the innermost function around it, so nested ones are passed over. */
function containsYield(body: SyntaxNode): boolean {
  let found = false;
  body.cursor().iterate(({ name }) => {
    found ||= name === "YieldStatement" || name === "YieldExpression";
    return !found && !NESTED.includes(name);
  });
  return found;
}

/** Whether every parameter has a default or collects what is left over. */
function needsNothing(parameters: SyntaxNode): boolean {
  let named = false;
  let optional = false;
  for (const part of children(parameters)) {
    if (part.name === "," || part.name === ")") {
      if (named && !optional) return false;
      named = false;
      optional = false;
    } else if (part.name === "VariableName") named = true;
    else if (part.name === "AssignOp" || part.name === "*" || part.name === "**") optional = true;
  }
  return true;
}

function* children(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) yield child;
}
