import type { Action } from "../../protocol/action.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { POLICY_FIELDS, type Policy, PRESETS } from "../../protocol/policy.ts";
import type { Branch, Snapshot } from "../../protocol/snapshot.ts";
import type { Supervisor } from "../supervisor.ts";
import { withoutOrdinals } from "./ordinals.ts";

/** What came of one step of both branches, each with whether it is what the original does when nobody clones it. */
export interface ComparedStep {
  readonly clone: Compared;
  readonly original: Compared;
}

export interface Compared {
  readonly outcome: Outcome;
  readonly isUndisturbed: boolean;
}

/** What came of a clone by one policy. */
export interface PolicyRun {
  readonly policy: Policy;
  /** `cloned`, or why there is no clone. */
  readonly cloning: Outcome;
  /** Empty where there is no clone. */
  readonly steps: readonly ComparedStep[];
}

/** An experiment up to where a branch is cloned. */
export interface Prefix {
  readonly source: string;
  readonly actions: readonly Action[];
  readonly branch: string;
}

/** How often each branch is resumed after the clone. */
export const STEPS = 4;

/** Names no branch of an experiment has. */
const CLONE = "Compared";

/** The presets, and where a branch has cells or files every choice for those. */
export function policiesFor(branch: Branch, { objects }: Snapshot): readonly Policy[] {
  const held = new Set(
    [...branch.locals, ...branch.stack].flatMap(({ holds }) => (holds.is === "object" ? [holds.object] : [])),
  );
  const hasFiles = objects.some(
    ({ id, type }) => held.has(id) && /(^|\.)(TextIOWrapper|Buffered\w+|FileIO)$/.test(type),
  );
  const hasCells = branch.cells.some(({ kind }) => kind === "cell");
  return [
    ...PRESETS,
    ...(hasCells ? POLICY_FIELDS.cells.map((cells) => ({ preset: "fork", cells }) as const) : []),
    ...(hasFiles ? POLICY_FIELDS.files.map((files) => ({ preset: "fork", files }) as const) : []),
  ];
}

/**
 * Clones the branch by each policy, each time in a fresh session that replays the prefix, and resumes clone and original
 * in turns. Tells of each run as it is done. An interpreter of its own does it, so that the page's experiment stays as it
 * is; ends early, without a word, once `signal` is aborted.
 */
export async function comparePolicies(
  supervisor: Supervisor,
  prefix: Prefix,
  policies: readonly Policy[],
  onRun: (run: PolicyRun) => void,
  signal: AbortSignal,
): Promise<void> {
  await begin(supervisor, prefix);
  const undisturbed: Outcome[] = [];
  for (let step = 0; step < STEPS; step++) undisturbed.push(await next(supervisor, prefix.branch));
  for (const policy of policies) {
    if (signal.aborted) return;
    await begin(supervisor, prefix);
    const { outcome: cloning } = await supervisor.act({
      do: "clone",
      branch: prefix.branch,
      as: CLONE,
      policy,
    });
    const steps: ComparedStep[] = [];
    for (let step = 0; cloning.kind === "cloned" && step < STEPS; step++) {
      const compared = (outcome: Outcome): Compared => ({
        outcome,
        isUndisturbed: isSame(outcome, undisturbed[step]),
      });
      const clone = compared(await next(supervisor, CLONE));
      steps.push({ clone, original: compared(await next(supervisor, prefix.branch)) });
    }
    if (!signal.aborted) onRun({ policy, cloning, steps });
  }
}

async function begin(supervisor: Supervisor, { source, actions }: Prefix): Promise<void> {
  await supervisor.open(source);
  for (const action of actions) await supervisor.act(action);
}

const next = async (supervisor: Supervisor, branch: string): Promise<Outcome> =>
  (await supervisor.act({ do: "next", branch })).outcome;

/** Objects that are new have numbers of their own, which a text may tell. */
const isSame = (a: Outcome, b: Outcome | undefined): boolean =>
  b !== undefined && a.kind === b.kind && withoutOrdinals(a.text) === withoutOrdinals(b.text);
