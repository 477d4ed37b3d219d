import type { Style } from "./reporter.ts";

/** What turns a colour on; one code turns them all off. */
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Colours a text where the style has colours. */
export const paint = ({ colour }: Style, name: keyof typeof CODES, text: string): string =>
  colour ? `\x1b[${CODES[name]}m${text}\x1b[0m` : text;

/** A text in lines of so many characters, broken at spaces where that helps; at least one line, `most` at most. */
export function wrapped(text: string, width: number, most = Number.POSITIVE_INFINITY): readonly string[] {
  const lines: string[] = [];
  let left = [...text.replace(/\s+/g, " ").trim()];
  while (left.length > width && lines.length < most - 1) {
    const space = left.lastIndexOf(" ", width);
    const at = space > width / 2 ? space : width;
    lines.push(left.slice(0, at).join(""));
    left = left.slice(left[at] === " " ? at + 1 : at);
  }
  return [...lines, clipped(left.join(""), width)];
}

/** A text of at most so many characters. */
export function clipped(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`;
}

/** A text that fills so many characters. */
export const padded = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - [...text].length));
