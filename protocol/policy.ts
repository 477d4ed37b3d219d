import * as v from "valibot";

/** Field of `genclone.Policy` -> the values that it may have, the default of `fork` being the preset's business. */
export const POLICY_FIELDS = {
  values: ["share", "deepcopy"],
  iterators: ["share", "copy", "refuse"],
  generators: ["share", "clone", "refuse"],
  files: ["share", "rewrap", "dup", "reopen", "refuse"],
  cells: ["share", "copy", "rebind", "unbind", "refuse"],
  free: ["share", "copy", "refuse"],
  exceptions: ["share", "copy"],
  managers: ["share", "refuse"],
} as const;

export const PRESETS = ["fork", "shallow", "isolated", "strict"] as const;
export type Preset = (typeof PRESETS)[number];

type Fields = { readonly [Name in keyof typeof POLICY_FIELDS]?: (typeof POLICY_FIELDS)[Name][number] };

/** What happens to the things that a frame refers to: a preset by its name, or one with fields that differ. */
export type Policy = Preset | (Fields & { readonly preset: Preset });

/** A field that is not known would change what a clone is, so an object with one is no policy. */
export const Policy = v.union([
  v.picklist(PRESETS),
  v.strictObject({
    preset: v.picklist(PRESETS),
    values: v.exactOptional(v.picklist(POLICY_FIELDS.values)),
    iterators: v.exactOptional(v.picklist(POLICY_FIELDS.iterators)),
    generators: v.exactOptional(v.picklist(POLICY_FIELDS.generators)),
    files: v.exactOptional(v.picklist(POLICY_FIELDS.files)),
    cells: v.exactOptional(v.picklist(POLICY_FIELDS.cells)),
    free: v.exactOptional(v.picklist(POLICY_FIELDS.free)),
    exceptions: v.exactOptional(v.picklist(POLICY_FIELDS.exceptions)),
    managers: v.exactOptional(v.picklist(POLICY_FIELDS.managers)),
  }),
]);

/** A policy in a few words: `fork`, or `fork, files dup`. */
export function describePolicy(policy: Policy): string {
  if (typeof policy === "string") return policy;
  const { preset, ...fields } = policy;
  return [preset, ...Object.entries(fields).map(([name, value]) => `${name} ${value}`)].join(", ");
}
