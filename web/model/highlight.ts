import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@lezer/python";

/** A part of a line, and the class that says how it looks; empty where it looks like nothing in particular. */
export interface Piece {
  readonly text: string;
  readonly look: string;
}

const LOOKS = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: "keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "string" },
  { tag: [tags.number, tags.bool, tags.null], class: "number" },
  { tag: tags.comment, class: "comment" },
  { tag: tags.definition(tags.function(tags.variableName)), class: "defined" },
]);

/** The lines of a Python source in pieces, as the editor colours them. Linear in the source; never throws. */
export function highlight(source: string): readonly (readonly Piece[])[] {
  let line: Piece[] = [];
  const lines = [line];
  highlightCode(
    source,
    parser.parse(source),
    LOOKS,
    (text, look) => line.push({ text, look }),
    () => {
      line = [];
      lines.push(line);
    },
  );
  return lines;
}
