import * as v from "valibot";
import { Policy } from "./policy.ts";

/** What Python reserves; no variable can have such a name. */
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/**
 * A branch is a live generator in an experiment: `A` is the original, `B`, `C`… its clones.
 * Its name is a Python identifier, because expressions may use it as a variable.
 */
export const BranchName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "a branch's name is a letter followed by letters and digits"),
  v.check((name) => !KEYWORDS.has(name), "a branch's name cannot be one of Python's keywords"),
);
export type BranchName = string;

/** A Python expression, evaluated in the namespace of the experiment's source, in which branches are variables. */
const Expression = v.string();

/** One thing done to an experiment. `do` is the tag. */
export type Action =
  | { readonly do: "start"; readonly branch: BranchName; readonly call: string }
  | { readonly do: "next"; readonly branch: BranchName }
  | { readonly do: "send"; readonly branch: BranchName; readonly value: string }
  | { readonly do: "throw"; readonly branch: BranchName; readonly exception: string }
  | { readonly do: "close"; readonly branch: BranchName }
  | { readonly do: "clone"; readonly branch: BranchName; readonly as: BranchName; readonly policy: Policy }
  | { readonly do: "drop"; readonly branch: BranchName }
  | { readonly do: "evaluate"; readonly expression: string };

export type CloneAction = Extract<Action, { readonly do: "clone" }>;

/** Parses an action. Fields that are not known are kept, as those of a newer version may be. */
export const Action = v.variant("do", [
  v.looseObject({ do: v.literal("start"), branch: BranchName, call: Expression }),
  v.looseObject({ do: v.literal("next"), branch: BranchName }),
  v.looseObject({ do: v.literal("send"), branch: BranchName, value: Expression }),
  v.looseObject({ do: v.literal("throw"), branch: BranchName, exception: Expression }),
  v.looseObject({ do: v.literal("close"), branch: BranchName }),
  v.looseObject({
    do: v.literal("clone"),
    branch: BranchName,
    as: BranchName,
    policy: v.optional(Policy, "fork"),
  }),
  v.looseObject({ do: v.literal("drop"), branch: BranchName }),
  v.looseObject({ do: v.literal("evaluate"), expression: Expression }),
]);

/** The branch that an action is done to; null for one that concerns none in particular. */
export const branchOf = (action: Action): BranchName | null =>
  action.do === "evaluate" ? null : action.branch;

/** The expression that an action evaluates; null where it evaluates none. */
export function expressionOf(action: Action): string | null {
  switch (action.do) {
    case "start":
      return action.call;
    case "send":
      return action.value;
    case "throw":
      return action.exception;
    case "evaluate":
      return action.expression;
    case "next":
    case "close":
    case "clone":
    case "drop":
      return null;
  }
}

/** An action in three words, for messages: `next on A`. */
export const whatIsDone = (action: Action): string =>
  action.do === "evaluate" ? "evaluate" : `${action.do} on ${action.branch}`;
