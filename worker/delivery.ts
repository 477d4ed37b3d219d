import * as v from "valibot";

/** What a page hands to its sandbox, which cannot fetch anything itself. */
export const Delivery = v.object({
  /** The version of CPython, as `3.14`. */
  python: v.string(),
  /** The distribution's files by their names. */
  files: v.map(v.string(), v.instance(Uint8Array<ArrayBuffer>)),
  /** The Python package's files: path -> text. */
  package: v.record(v.string(), v.string()),
  /** The memory of an interpreter made of the same, to boot from; without one it boots plainly. */
  dump: v.optional(v.instance(Uint8Array<ArrayBuffer>)),
});
export type Delivery = v.InferOutput<typeof Delivery>;
