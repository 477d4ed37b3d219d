import type { Box } from "../model/heap-routes.ts";

/** The style that puts an element into a box. */
export const placed = ({ x, y, width, height }: Box) => ({
  left: `${x}px`,
  top: `${y}px`,
  width: `${width}px`,
  height: `${height}px`,
});
