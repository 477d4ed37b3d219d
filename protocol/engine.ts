import * as v from "valibot";
import type { Action, CloneAction } from "./action.ts";
import { Outcome } from "./outcome.ts";
import { Snapshot } from "./snapshot.ts";

/** What the engine answers to one action. */
export const Step = v.object({
  outcome: Outcome,
  /** What the action printed, capped. */
  stdout: v.string(),
  stderr: v.string(),
  snapshot: Snapshot,
  /** 16 hex digits that say whether two steps are the same in everything above. Empty where nothing was answered. */
  digest: v.string(),
});
export type Step = v.InferOutput<typeof Step>;

/** Parses a step that came from an interpreter. Throws `ValiError` where it is not one. */
export const parseStep = (json: string): Step => v.parse(Step, JSON.parse(json));

/**
 * One interpreter holding one experiment. Answers are JSON texts, parsed by whoever receives them:
 * across a boundary nothing is believed on its word.
 */
export interface EngineApi {
  /** Forgets everything and takes `source` as the experiment's. Runs none of it: the first action does. */
  open(source: string): Promise<void>;
  /** Does one action and answers with a `Step` as JSON. */
  act(action: Action): Promise<string>;
  /** Answers with an `Inspection` of all branches as JSON. Runs none of the user's code. */
  inspect(): Promise<string>;
  /** Answers with a `Foresight` of a clone action as JSON, which does not happen. Runs none of the user's code. */
  foresee(action: CloneAction): Promise<string>;
}
