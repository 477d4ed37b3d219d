import * as v from "valibot";
import { BranchName } from "./action.ts";
import { Ordinal } from "./snapshot.ts";

/** One line of a traceback, innermost last; `line` counts from 1 in the experiment's source. */
export const TracebackEntry = v.object({
  file: v.string(),
  line: v.nullable(v.number()),
  function: v.string(),
});
export type TracebackEntry = v.InferOutput<typeof TracebackEntry>;

/** Where an exception came from, which decides where a reader should look. */
export const Origin = v.picklist(["source", "expression", "generator"]);
export type Origin = v.InferOutput<typeof Origin>;

/**
 * What an action led to. Every outcome has a `text` that a person can read as it stands.
 * `stopped` and `crashed` are said by the supervisor of the interpreter, never by the interpreter.
 */
export const Outcome = v.variant("kind", [
  v.object({ kind: v.literal("started"), text: v.string() }),
  v.object({
    kind: v.literal("yielded"),
    text: v.string(),
    object: v.nullable(Ordinal),
    /** Whether it went to the event loop, out of an `await`, and not to a consumer. */
    awaiting: v.boolean(),
  }),
  v.object({ kind: v.literal("returned"), text: v.string(), object: v.nullable(Ordinal) }),
  v.object({
    kind: v.literal("raised"),
    /** The last line of the traceback, as in `ValueError: no such thing`. */
    text: v.string(),
    type: v.string(),
    origin: Origin,
    traceback: v.array(TracebackEntry),
  }),
  v.object({ kind: v.literal("closed"), text: v.string() }),
  v.object({ kind: v.literal("dropped"), text: v.string() }),
  v.object({ kind: v.literal("cloned"), text: v.string(), as: BranchName }),
  v.object({
    kind: v.literal("refused"),
    text: v.string(),
    /** The slot that is in the way, as `locals.f`, where one is. */
    slot: v.nullable(v.string()),
    reason: v.string(),
    remedy: v.string(),
  }),
  v.object({ kind: v.literal("evaluated"), text: v.string(), object: v.nullable(Ordinal) }),
  v.object({ kind: v.literal("stopped"), text: v.string() }),
  v.object({ kind: v.literal("crashed"), text: v.string() }),
]);
export type Outcome = v.InferOutput<typeof Outcome>;
