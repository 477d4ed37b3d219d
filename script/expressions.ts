import { type Action, expressionOf } from "../protocol/action.ts";

/** Names that an assignment expression binds, which is `(name := value)`; and perhaps some that none does. */
export const boundBy = (expression: string): readonly string[] =>
  [...expression.matchAll(/(?<![\w.])([A-Za-z_]\w*)\s*:=/g)].flatMap(([, name]) => name ?? []);

/** The actions' expressions. */
export const expressionsOf = ({ actions }: { readonly actions: readonly Action[] }): readonly string[] =>
  actions.flatMap((action) => expressionOf(action) ?? []);
