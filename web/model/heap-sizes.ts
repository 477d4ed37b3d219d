/** How large things and frames are drawn, in CSS pixels. */
export const THING = { width: 136, height: 48 };
export const FRAME = { width: 136, head: 36, row: 20, foot: 8 };

export const frameHeight = (rows: number): number => FRAME.head + rows * FRAME.row + FRAME.foot;

/** How far the middle of a row is below its frame's upper edge. */
export const rowY = (row: number): number => FRAME.head + (row + 0.5) * FRAME.row;
