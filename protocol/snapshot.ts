import * as v from "valibot";

/** Names an object, in order of first sight, from 1. Equal ordinals are the same object. */
export const Ordinal = v.pipe(v.number(), v.integer(), v.minValue(1));
export type Ordinal = v.InferOutput<typeof Ordinal>;

/** What a slot holds: nothing yet, a reference to an object, or (3.14 on) a bare tagged integer. */
export const Holding = v.variant("is", [
  v.object({ is: v.literal("unset") }),
  v.object({ is: v.literal("object"), object: Ordinal }),
  v.object({ is: v.literal("integer"), value: v.number() }),
]);
export type Holding = v.InferOutput<typeof Holding>;

export const SlotKind = v.picklist(["local", "cell", "free", "stack", "exception"]);
export type SlotKind = v.InferOutput<typeof SlotKind>;

/** One entry of a frame, as a table row shows it. */
export const Slot = v.object({
  /** Unique in its table; rows of two branches belong together when their names are equal. */
  name: v.string(),
  kind: SlotKind,
  /** For a value stack entry: what put it there, as `for iterator`; else null. */
  role: v.nullable(v.string()),
  /** For a cell or free variable: the cell itself. `holds` is then the cell's content. */
  cell: v.nullable(Ordinal),
  holds: Holding,
});
export type Slot = v.InferOutput<typeof Slot>;

export const Status = v.picklist([
  "created",
  "suspended",
  "delegating",
  "running",
  "returned",
  "raised",
  "closed",
]);
export type Status = v.InferOutput<typeof Status>;

/** A branch with its frame, read without running any of the user's code but `__repr__`. */
export const Branch = v.object({
  name: v.string(),
  /** The expression that made the original, inherited by clones. */
  call: v.string(),
  /** The branch this one was cloned from; null for an original. */
  parent: v.nullable(v.string()),
  kind: v.picklist(["generator", "coroutine", "async generator"]),
  function: v.string(),
  status: Status,
  /** The line the frame is at, from 1; null once finished or where the code is not the experiment's. */
  line: v.nullable(v.number()),
  locals: v.array(Slot),
  cells: v.array(Slot),
  stack: v.array(Slot),
  exception: v.array(Slot),
});
export type Branch = v.InferOutput<typeof Branch>;

/** An object that some slot refers to. */
export const ObjectView = v.object({
  id: Ordinal,
  type: v.string(),
  /** A bounded `repr`, without addresses. */
  text: v.string(),
  /** What an iterator runs over, and the like: named references to further objects. */
  parts: v.array(v.object({ name: v.string(), object: Ordinal })),
});
export type ObjectView = v.InferOutput<typeof ObjectView>;

/** An immutable picture of all branches after an action. `objects` holds every ordinal used. */
export const Snapshot = v.object({
  branches: v.array(Branch),
  objects: v.array(ObjectView),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;
