import type { SyntaxNode } from "@lezer/common";
import * as v from "valibot";
import { type Action, BranchName, branchOf, expressionOf } from "../../protocol/action.ts";
import { parsePython } from "./python-syntax.ts";
import { describeWithBranch } from "./wording.ts";

export type Renaming =
  | { readonly is: "renamed"; readonly actions: readonly Action[] }
  /** A sentence or two for a person. */
  | { readonly is: "refused"; readonly why: string };

/**
 * The actions with the branch `from` named `to`, in whatever was or will be done to it. A name that was given more than
 * once, after a drop, is changed each time.
 *
 * Expressions may use a branch as a variable. Where it is there at that action, its name is changed in them, too. They
 * are read as Python, not searched, so that strings, attributes and keyword arguments stay as they are. What cannot be
 * told apart with certainty is not guessed at: then all is refused, with the action that is in the way.
 *
 * From the first action that changes on, none is the same object as before: what was expected of it told the old name.
 */
export function renameBranch(actions: readonly Action[], from: string, to: string): Renaming {
  if (from === to) return { is: "renamed", actions };
  const name = v.safeParse(BranchName, to);
  if (!name.success) return refused(`“${to}” will not do: ${name.issues[0].message}.`);
  if (actions.some((action) => namesOf(action).includes(to))) {
    return refused(`There is a branch ${to} in this experiment already. Choose another name.`);
  }
  const renamed: Action[] = [];
  let isThere = false;
  let isChanged = false;
  for (const [index, action] of actions.entries()) {
    const text = expressionOf(action) ?? "";
    const changed = isThere ? renameInExpression(text, from, to) : { is: "clear" as const, text };
    if (changed.is === "unclear") {
      const what = `Action ${index + 1}, ${clipped(describeWithBranch(action))},`;
      return refused(`${what} ${changed.why}. Nothing was renamed.`);
    }
    isChanged ||= namesOf(action).includes(from) || changed.text !== text;
    renamed.push(isChanged ? withNames(action, from, to, changed.text) : action);
    if (bornOf(action) === from) isThere = true;
    else if (action.do === "drop" && action.branch === from) isThere = false;
  }
  return { is: "renamed", actions: renamed };
}

const refused = (why: string): Renaming => ({ is: "refused", why });

const clipped = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const namesOf = (action: Action): readonly (string | null)[] =>
  action.do === "clone" ? [action.branch, action.as] : [branchOf(action)];

/** The branch that is there after the action, if all goes well. */
const bornOf = (action: Action): string | null => {
  if (action.do === "clone") return action.as;
  return action.do === "start" ? action.branch : null;
};

/** A copy of the action, with `text` for its expression. Fields that are not known are kept. */
function withNames(action: Action, from: string, to: string, text: string): Action {
  const named = (branch: string) => (branch === from ? to : branch);
  switch (action.do) {
    case "evaluate":
      return { ...action, expression: text };
    case "start":
      return { ...action, branch: named(action.branch), call: text };
    case "send":
      return { ...action, branch: named(action.branch), value: text };
    case "throw":
      return { ...action, branch: named(action.branch), exception: text };
    case "clone":
      return { ...action, branch: named(action.branch), as: named(action.as) };
    case "next":
    case "close":
    case "drop":
      return { ...action, branch: named(action.branch) };
  }
}

/** Unclear is what a person has to look at; `why` is the rest of a sentence that begins with the expression. */
export type InExpression =
  | { readonly is: "clear"; readonly text: string }
  | { readonly is: "unclear"; readonly why: string };

/** A Python expression with the variable `from` named `to`. Unclear where either name may stand for something else. */
export function renameInExpression(text: string, from: string, to: string): InExpression {
  if (!new RegExp(`\\b(${from}|${to})\\b`).test(text)) return { is: "clear", text };
  // As Python does before it evaluates.
  const expression = text.trim();
  const { top, isWhole } = parsePython(expression);
  const found = variables(top);
  if (!isWhole || found.hasError) return unclear(`mentions ${from} or ${to} but cannot be read as Python`);
  const nameOf = (node: SyntaxNode) => expression.slice(node.from, node.to);
  if (found.nodes.some((node) => nameOf(node) === to)) return unclear(`uses ${to} for something else`);
  const mine = found.nodes.filter((node) => nameOf(node) === from);
  if (mine.length === 0) return { is: "clear", text };
  if (mine.some(isBound)) return unclear(`has a variable ${from} of its own`);
  const renamed = mine.reduceRight(
    (all, node) => all.slice(0, node.from) + to + all.slice(node.to),
    expression,
  );
  return { is: "clear", text: renamed };
}

const unclear = (why: string): InExpression => ({ is: "unclear", why });

/** Every place where a variable is named, from left to right; the name of a keyword argument is none. */
function variables(top: SyntaxNode): { readonly nodes: readonly SyntaxNode[]; readonly hasError: boolean } {
  const nodes: SyntaxNode[] = [];
  let hasError = false;
  top.cursor().iterate(({ name, type, node }) => {
    hasError ||= type.isError;
    if (name === "VariableName" && !isKeyword(node)) nodes.push(node);
  });
  return { nodes, hasError };
}

const isKeyword = (node: SyntaxNode): boolean =>
  node.parent?.name === "ArgList" && node.nextSibling?.name === "AssignOp";

/** Whether the expression itself gives the variable its value: a parameter, the target of a `for`, or `:=`. */
function isBound(node: SyntaxNode): boolean {
  if (node.parent?.name === "ParamList") return node.prevSibling?.name !== "AssignOp";
  if (node.parent?.name === "NamedExpression") return node.prevSibling === null;
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) if (isTarget(at)) return true;
  return false;
}

/** Whether the node stands between a `for` and its `in`. */
function isTarget(node: SyntaxNode): boolean {
  let before = node.prevSibling;
  while (before !== null && !["for", "in", "if"].includes(before.name)) before = before.prevSibling;
  return before?.name === "for";
}
