import type { Branch } from "../../protocol/snapshot.ts";

/** A branch of a snapshot as the tests of models have it: suspended, its frame empty, but for what is said otherwise. */
export const branchForTests = (name: string, otherwise: Partial<Branch> = {}): Branch => ({
  name,
  call: "g()",
  parent: null,
  kind: "generator",
  function: "g",
  status: "suspended",
  line: null,
  locals: [],
  cells: [],
  stack: [],
  exception: [],
  ...otherwise,
});
