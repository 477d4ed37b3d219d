import type { Wanted } from "./supply.ts";

/** What the page tells the worker that supplies its sandboxes. */
export type Order =
  /** Two ports come along: one that leads to the sandbox, and one to tell of the order's way by, until either ends it. */
  | { readonly do: "hand"; readonly wanted: Wanted }
  /** Has the browser keep what was downloaded, and nothing but the files at these addresses. */
  | { readonly do: "store"; readonly addresses: readonly string[] };

/** What is told of an order to hand something over. What the page says by the same port gives it up. */
export type Told =
  | { readonly is: "progress"; readonly loaded: number; readonly total: number }
  | { readonly is: "handed" }
  | { readonly is: "failed"; readonly why: string };
