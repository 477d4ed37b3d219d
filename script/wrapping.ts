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
