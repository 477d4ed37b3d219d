import * as v from "valibot";

/**
 * A branch is a live generator in an experiment: `A` is the original, `B`, `C`… its clones.
 * Its name is a Python identifier, because later expressions may use it as a variable.
 */
export const BranchName = v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/));
export type BranchName = v.InferOutput<typeof BranchName>;

/** A Python expression, evaluated in the namespace of the experiment's source. */
const Expression = v.string();

/** One thing done to an experiment. `do` is the tag. */
export const Action = v.variant("do", [
  v.object({ do: v.literal("start"), branch: BranchName, call: Expression }),
  v.object({ do: v.literal("next"), branch: BranchName }),
  v.object({ do: v.literal("send"), branch: BranchName, value: Expression }),
  v.object({ do: v.literal("throw"), branch: BranchName, exception: Expression }),
  v.object({ do: v.literal("close"), branch: BranchName }),
  v.object({
    do: v.literal("clone"),
    branch: BranchName,
    as: BranchName,
    /** What happens to the things the frame refers to; the presets of `genclone` by name. */
    policy: v.literal("fork"),
  }),
  v.object({ do: v.literal("drop"), branch: BranchName }),
]);
export type Action = v.InferOutput<typeof Action>;
