import type { Point, Route } from "../model/heap-routes.ts";
import type { Hue } from "../model/palette.ts";

/** How far a line goes on before it bends, at least, and how long its head is; in CSS pixels. */
const STRAIGHT = 24;
const HEAD = 7;

/** A line from a dot to a head. Which part of an object it leads to, the words of the object there say. */
export function ObjectsArrow(props: {
  readonly route: Route;
  readonly hue: Hue | undefined;
  readonly isLit: boolean;
}) {
  const { route, hue, isLit } = props;
  const { points, arrives } = route;
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined) return null;
  const back = -arrives * HEAD;
  return (
    <g class="heap-arrow" data-hue={hue} data-lit={isLit}>
      <path d={line(route)} />
      <circle cx={start.x} cy={start.y} r={2.5} />
      <path class="head" d={`M${end.x} ${end.y}l${back} -4v8z`} />
    </g>
  );
}

/** Level where it leaves, where it arrives, and where it passes a column. */
function line({ points, leaves, arrives }: Route): string {
  const parts = points.map((to, index) => {
    const from = points[index - 1];
    if (from === undefined) return `M${to.x} ${to.y}`;
    const isLast = index === points.length - 1;
    if (!isLast && index % 2 === 0) return `H${to.x}`;
    return bend(from, to, leaves, isLast ? arrives : leaves);
  });
  return parts.join("");
}

function bend(from: Point, to: Point, leaves: number, arrives: number): string {
  const reach = Math.max(STRAIGHT, Math.abs(to.x - from.x) / 2);
  return `C${from.x + leaves * reach} ${from.y} ${to.x - arrives * reach} ${to.y} ${to.x} ${to.y}`;
}
