import type { Experiment } from "../../protocol/experiment.ts";

/** One action of a demo: what was done, what came of it, and the picture of the page then. */
export interface DemoStep {
  readonly action: string;
  readonly outcome: string;
  /** Below the demos' folder. */
  readonly picture: string;
}

/** What was made of one experiment. */
export interface Demo {
  /** Its file's name, without `.json`. */
  readonly name: string;
  readonly experiment: Experiment;
  /** What carries it after the `#` of any playground. */
  readonly fragment: string;
  readonly steps: readonly DemoStep[];
  /** The trace's file, below the demos' folder. */
  readonly trace: string;
  /** The first action that came out otherwise than recorded, in words; null where none did. */
  readonly difference: string | null;
}
