import { type Action, branchOf } from "../../protocol/action.ts";

/** Which of the branch colours in `style/tokens.css`; the Okabe–Ito set without black. */
export type Hue = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const HUES: readonly Hue[] = [1, 2, 3, 4, 5, 6, 7];

export type Hues = ReadonlyMap<string, Hue>;

/** Gives each branch a colour, in the order in which the branches came to be. After seven they repeat. */
export function assignHues(branches: readonly string[]): Hues {
  return new Map(branches.map((name, index) => [name, HUES[index % HUES.length] ?? 1]));
}

/** The colour of the branch that an action is done to; none where it concerns no branch. */
export function hueOf(hues: Hues, action: Action): Hue | undefined {
  const branch = branchOf(action);
  return branch === null ? undefined : (hues.get(branch) ?? 1);
}

/** The first of A, B, … Z, AA, AB, … that is not taken. */
export function nextBranchName(taken: ReadonlySet<string>): string {
  for (let index = 0; ; index++) {
    const name = letters(index);
    if (!taken.has(name)) return name;
  }
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
