import { type PlacedFork, stage } from "../model/fork-tree.ts";
import type { Hues } from "../model/palette.ts";

/** The height of a row, in CSS pixels. */
export const ROW = 28;

/** The width of a letter of a policy, of a tag of one letter, and of the curve from a lane to an edge. */
const LETTER = 6;
const TAG = 20;
const CURVE = 8;

/** Where a branch's tag begins: right of its parent's lane, a curve and the policy on the edge. */
export const left = ({ fork, indent }: PlacedFork): number =>
  fork.level * (TAG / 2 + CURVE + 8) + indent * LETTER;

const lane = (placed: PlacedFork): number => left(placed) + TAG / 2;
const middle = (row: number): number => row * ROW + ROW / 2;

/** The lines of the fork tree: down from each branch to its clones, and across to each of them, by its policy. */
export function ForkDrawing({ forks, hues }: { readonly forks: readonly PlacedFork[]; readonly hues: Hues }) {
  const width = Math.max(0, ...forks.map(left)) + TAG;
  return (
    <svg class="forks" width={width} height={forks.length * ROW} aria-hidden="true">
      {forks.map((placed) => (
        <ForkLines key={placed.fork.at} placed={placed} hues={hues} />
      ))}
    </svg>
  );
}

function ForkLines({ placed, hues }: { readonly placed: PlacedFork; readonly hues: Hues }) {
  const { fork, row, label, lastRow, parent } = placed;
  const y = middle(row);
  const from = parent && lane(parent);
  return (
    <g data-hue={hues.get(fork.branch) ?? 1} data-stage={stage(fork)}>
      {lastRow !== null && <path d={`M${lane(placed)} ${y}V${middle(lastRow) - CURVE}`} />}
      {from !== null && (
        <>
          <path d={`M${from} ${y - CURVE}q0 ${CURVE} ${CURVE} ${CURVE}H${left(placed)}`} />
          <text x={from + CURVE + 2} y={y - 4}>
            {label}
          </text>
        </>
      )}
    </g>
  );
}
