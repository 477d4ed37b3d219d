import type { Mortal } from "./ask.ts";
import type { Interpreter, Spawn } from "./interpreter.ts";
import type { Journal } from "./journal.ts";

/** An interpreter that is up, or was. */
export interface Kept extends Mortal {
  readonly interpreter: Interpreter;
  /** What booted it: its kind. */
  readonly spawn: Spawn;
  /** The experiment that it is at. */
  holds: Journal | undefined;
  /** Whether anything of an experiment before that one was run in it. */
  isUsed: boolean;
}

/** Whether nobody's code has run in it. */
export const isClean = ({ holds, isUsed }: Kept): boolean => !isUsed && holds?.isBegun !== true;
