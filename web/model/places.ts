import type { Hue, Hues } from "./palette.ts";
import { currentSnapshot, lastAnswered, type Timeline } from "./timeline.ts";
import { lineOf } from "./wording.ts";

/** A branch at a line of the source. */
export interface Pin {
  readonly branch: string;
  readonly hue: Hue;
  readonly line: number;
}

/** Where each live branch is, in the order of the branches. */
export function pinsOf(timeline: Timeline, hues: Hues): readonly Pin[] {
  return currentSnapshot(timeline).branches.flatMap(({ name, line }) =>
    line === null ? [] : [{ branch: name, hue: hues.get(name) ?? 1, line }],
  );
}

/** Something to say about a line of the source. */
export interface Trouble {
  readonly line: number;
  readonly text: string;
  /** Where it was raised, as against a line it only passed through. */
  readonly innermost: boolean;
}

/** The lines that the last outcome's traceback names, each once, innermost last. */
export function troublesOf(timeline: Timeline): readonly Trouble[] {
  const outcome = lastAnswered(timeline)?.step?.outcome;
  if (outcome?.kind !== "raised") return [];
  const lines = outcome.traceback.flatMap((entry) => lineOf(entry) ?? []);
  const innermost = lines.at(-1);
  if (innermost === undefined) return [];
  const passed = [...new Set(lines)].filter((line) => line !== innermost);
  return [
    ...passed.map((line) => ({ line, text: `passed through by ${outcome.text}`, innermost: false })),
    { line: innermost, text: outcome.text, innermost: true },
  ];
}
