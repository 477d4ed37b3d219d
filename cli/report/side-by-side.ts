import { actionInWords } from "../../script/words.ts";
import { wrapped } from "../../script/wrapping.ts";
import type { Done } from "../result.ts";
import type { Style } from "./reporter.ts";
import { padded, paint } from "./text.ts";
import { bothInWords } from "./words.ts";

const INDENT = "     ";

/** An action that came out otherwise: its number, what was expected, and beside it what came. */
export function differenceInWords({ index, action, step, expected }: Done, style: Style): string {
  const texts = bothInWords(expected, { ...step.outcome, digest: step.digest });
  const half = Math.floor((style.width - INDENT.length - GAP.length) / 2);
  const [wanted = [], got = []] = texts.map((text) => wrapped(text, half));
  const width = Math.max(HEADINGS[0].length, ...wanted.map((line) => line.length));
  const rows = Array.from({ length: Math.max(wanted.length, got.length) }, (_, row) =>
    beside(wanted[row] ?? "", got[row] ?? "", width),
  );
  return [
    `${String(index + 1).padStart(INDENT.length - 2)}. ${actionInWords(action)}`,
    paint(style, "dim", beside(...HEADINGS, width)),
    ...rows,
  ].join("\n");
}

const HEADINGS = ["expected", "got"] as const;
const GAP = "   ";

const beside = (left: string, right: string, width: number): string =>
  `${INDENT}${padded(left, width)}${GAP}${right}`;
