import { POLICY_FIELDS, type Policy, type Preset } from "../../protocol/policy.ts";

export type FieldName = keyof typeof POLICY_FIELDS;

/** The names of the fields, in the order in which they are shown. */
export const FIELDS = Object.keys(POLICY_FIELDS) as readonly FieldName[];

/** What each preset is for, in a sentence. */
export const PRESET_WORDS: Readonly<Record<Preset, string>> = {
  fork: "What one means by a second generator that goes on from here.",
  shallow: "Copies the slots and nothing else, as copy.copy would.",
  isolated: "Copies everything reachable, as copy.deepcopy would.",
  strict: "Refuses whatever is not obvious.",
};

/** What a field is about, in the words of docs/policies.md. */
export const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  values: "Plain objects in variables and on the value stack",
  iterators: "Iterators, hidden in a for or in variables",
  generators: "Nested generators, and what it waits for",
  files: "Open files",
  cells: "Variables that inner functions capture",
  free: "Variables captured from outside",
  exceptions: "The exception being handled",
  managers: "Exits of with that are still to come",
};

/** The preset that a policy starts from. */
export const presetOf = (policy: Policy): Preset => (typeof policy === "string" ? policy : policy.preset);

/** What a policy says of a field otherwise than its preset; null where it says nothing. */
export const overrideOf = (policy: Policy, field: FieldName): string | null =>
  typeof policy === "string" ? null : (policy[field] ?? null);

/** The policy with this value in a field, or with the preset's where the value is null. */
export function withField(policy: Policy, field: FieldName, value: string | null): Policy {
  const { [field]: _, ...rest } = typeof policy === "string" ? { preset: policy } : policy;
  const allowed: readonly string[] = POLICY_FIELDS[field];
  const next = value !== null && allowed.includes(value) ? { ...rest, [field]: value } : rest;
  return Object.keys(next).length === 1 ? next.preset : (next as Policy);
}
