import { wrapped } from "./wrapping.ts";

/** Of a comment's text. */
const WIDTH = 98;

/** The lines of a comment of Python that says this. */
export const commentLines = (text: string): readonly string[] =>
  text
    .replaceAll("\0", "\ufffd")
    .split(/\r\n|[\n\r]/)
    .flatMap((line) => (line.length > WIDTH ? wrapped(line, WIDTH) : [line]))
    .map((line) => `# ${line}`.trimEnd());
