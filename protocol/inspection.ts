import * as v from "valibot";
import { Ordinal } from "./snapshot.ts";

/** Which object something is: by its address when it was read, and by its ordinal if a snapshot gave it one. */
const identity = {
  /** As `0x1f40`; null where there is no object, or where it is not said which. */
  address: v.nullable(v.string()),
  object: v.nullable(Ordinal),
};

/** An exception that a frame is handling, or that such a one came from. */
export const Handled = v.object({
  ...identity,
  /** How the one before leads to it; the first one is what is handled. */
  link: v.picklist(["handled", "cause", "context"]),
  type: v.string(),
  /** The line where it was raised last. */
  line: v.nullable(v.number()),
});
export type Handled = v.InferOutput<typeof Handled>;

/** One link of the chain of `yield from` or `await`, the outermost first. */
export const Delegate = v.object({
  ...identity,
  type: v.string(),
  /** Its qualified name where it is a generator; else empty. */
  name: v.string(),
  /** Null where it is no generator. */
  state: v.nullable(v.string()),
  line: v.nullable(v.number()),
});
export type Delegate = v.InferOutput<typeof Delegate>;

/** An attribute that the `inspect` module documents. */
export const Attribute = v.object({
  ...identity,
  owner: v.picklist(["generator", "frame"]),
  name: v.string(),
  /** What it says, in a line. */
  meaning: v.string(),
  /** Its value; null where this version of Python has no such attribute. */
  text: v.nullable(v.string()),
});
export type Attribute = v.InferOutput<typeof Attribute>;

/** `offset` counts bytes from the start of the bytecode, `line` lines of the file from 1. */
export const Instruction = v.object({
  offset: v.number(),
  line: v.nullable(v.number()),
  opname: v.string(),
  argument: v.string(),
});
export type Instruction = v.InferOutput<typeof Instruction>;

/** A code's instructions; of a very long one the first `instructions.length` of `size`. */
export const Code = v.object({
  name: v.string(),
  /** Whether its lines are those of the experiment's source. */
  isOwn: v.boolean(),
  size: v.number(),
  instructions: v.array(Instruction),
});
export type Code = v.InferOutput<typeof Code>;

/** A field of a structure, or one slot of the array at its end. Offset and size in bytes. */
export const Field = v.object({
  name: v.string(),
  offset: v.number(),
  /** Its type in C. */
  type: v.string(),
  size: v.number(),
  /** What lies there, number by number, as `0x2a`; empty for a structure of its own. */
  words: v.array(v.string()),
  /** What that says; empty where there is no more to say. */
  meaning: v.string(),
});
export type Field = v.InferOutput<typeof Field>;

/** A structure as CPython's header declares it. */
export const Struct = v.object({
  name: v.string(),
  header: v.string(),
  size: v.number(),
  fields: v.array(Field),
});
export type Struct = v.InferOutput<typeof Struct>;

/** What became of a slot when a branch was cloned, or would. */
export const Treatment = v.object({
  /** As `locals.n`, with the way to nested generators in front. */
  slot: v.string(),
  /** Empty for an empty slot. */
  type: v.string(),
  did: v.picklist(["shared", "copied", "cloned", "rebound", "raw"]),
  /** Why, in a sentence. */
  reason: v.string(),
});
export type Treatment = v.InferOutput<typeof Treatment>;

/** One branch, read deeper than a snapshot. */
export const InspectedBranch = v.object({
  name: v.string(),
  /** The offset of the instruction it is at; null where it is at none. */
  lasti: v.nullable(v.number()),
  /** Which of `codes` it runs. */
  code: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** What became of each slot when it was cloned; empty for an original. */
  report: v.array(Treatment),
  handled: v.array(Handled),
  delegates: v.array(Delegate),
  attributes: v.array(Attribute),
  structs: v.array(Struct),
});
export type InspectedBranch = v.InferOutput<typeof InspectedBranch>;

/**
 * What the branches look like inside at one moment: raw memory and all that follows from it. It is no part of a step,
 * because addresses differ from run to run.
 */
export const Inspection = v.object({
  branches: v.array(InspectedBranch),
  codes: v.array(Code),
});
export type Inspection = v.InferOutput<typeof Inspection>;

/** What a clone would do to each slot, or why it would be refused. */
export const Foresight = v.variant("is", [
  v.object({ is: v.literal("told"), report: v.array(Treatment) }),
  v.object({ is: v.literal("refused"), text: v.string() }),
]);
export type Foresight = v.InferOutput<typeof Foresight>;

/** Parses a foresight that came from an interpreter. Throws `ValiError` where it is not one. */
export const parseForesight = (json: string): Foresight => v.parse(Foresight, JSON.parse(json));

/** Parses an inspection that came from an interpreter. Throws `ValiError` where it is not one. */
export const parseInspection = (json: string): Inspection => v.parse(Inspection, JSON.parse(json));
