import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";

/** How long a text may be parsed, in milliseconds: a stranger's may be made to take minutes. */
const PATIENCE = 200;

/** What could be parsed of a text. */
export interface Parsed {
  readonly top: SyntaxNode;
  /** Whether that is all of it. */
  readonly isWhole: boolean;
}

/** The tree of a Python text, or of its beginning where the whole would take too long. Never throws. */
export function parsePython(text: string): Parsed {
  const parsing = parser.startParse(text);
  const end = performance.now() + PATIENCE;
  let tree = parsing.advance();
  while (tree === null) {
    if (parsing.stoppedAt === null && performance.now() > end) parsing.stopAt(parsing.parsedPos);
    tree = parsing.advance();
  }
  return { top: tree.topNode, isWhole: parsing.stoppedAt === null };
}
