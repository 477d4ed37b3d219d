import type { Style } from "./reporter.ts";

/** What turns a colour on; one code turns them all off. */
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Colours a text where the style has colours. */
export const paint = ({ colour }: Style, name: keyof typeof CODES, text: string): string =>
  colour ? `\x1b[${CODES[name]}m${text}\x1b[0m` : text;

/** A text that fills so many characters. */
export const padded = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - [...text].length));
