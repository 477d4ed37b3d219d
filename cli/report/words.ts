import type { Expected } from "../../protocol/expectation.ts";
import type { Report, Totals } from "../result.ts";

/** What came, or what was expected, as far as it is said. */
export function outcomeInWords({ kind, text }: Expected): string {
  return text === undefined ? kind : `${kind} ${text}`;
}

/** What was expected and what came; with the digests, where these are all that differs. */
export function bothInWords(expected: Expected | null, got: Required<Expected>): readonly [string, string] {
  if (expected === null) return ["that it ends", outcomeInWords(got)];
  const [wanted, had] = [outcomeInWords(expected), outcomeInWords(got)];
  const isDigest = expected.kind === got.kind && (expected.text ?? got.text) === got.text;
  return isDigest
    ? [`${wanted} (digest ${expected.digest})`, `${had} (digest ${got.digest})`]
    : [wanted, had];
}

/** What an experiment is called in a report. */
export const nameOf = ({ target: { name, experiment } }: Report): string =>
  experiment.title === "" ? name : `${name}  ${experiment.title}`;

/** `1 action`, `2 actions`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** The last line of a report for people. */
export function totalsInWords({ passed, differing, unchecked, actions, differences }: Totals): string {
  const parts = [
    `${passed} as expected`,
    `${differing} ${differing === 1 ? "differs" : "differ"}${differences > 0 ? ` (in ${counted(differences, "action")})` : ""}`,
    ...(unchecked > 0
      ? [`${unchecked} not checked, as nothing is expected of ${unchecked === 1 ? "it" : "them"}`]
      : []),
  ];
  return `${parts.join(", ")}; ${counted(actions, "action")}`;
}
