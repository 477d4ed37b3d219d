import type { Report } from "../result.ts";

/** Turns reports into text, piece by piece as they come. */
export interface Reporter {
  /** Before the first; `count` reports will come. */
  begin(count: number): string;
  /** For one experiment on all its Pythons. */
  tell(report: Report): string;
  /** After the last. */
  end(reports: readonly Report[]): string;
}

/** How texts for people are to be laid out. */
export interface Style {
  readonly colour: boolean;
  /** In characters. */
  readonly width: number;
}
