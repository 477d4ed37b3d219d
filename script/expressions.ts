import type { Action } from "../protocol/action.ts";

/** Names that an assignment expression binds, which is `(name := value)`; and perhaps some that none does. */
export const boundBy = (expression: string): readonly string[] =>
  [...expression.matchAll(/(?<![\w.])([A-Za-z_]\w*)\s*:=/g)].flatMap(([, name]) => name ?? []);

/** The actions' expressions. */
export const expressionsOf = ({ actions }: { readonly actions: readonly Action[] }): readonly string[] =>
  actions.flatMap((action) => expressionOf(action) ?? []);

/** The expression that an action evaluates, if there is one. */
export function expressionOf(action: Action): string | undefined {
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
