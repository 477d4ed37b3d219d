import type { Hues } from "../model/palette.ts";
import type { Railway } from "../model/railway.ts";

/** The width of an action and the height of a lane, in CSS pixels. */
export const COLUMN = 136;
export const LANE = 68;

export const x = (column: number) => column * COLUMN + COLUMN / 2;
export const y = (row: number) => row * LANE + LANE / 2;

/** The lines of the timeline, below its dots and words. */
export function RailwayDrawing(props: {
  readonly railway: Railway;
  readonly hues: Hues;
  /** How many actions are looked at; what comes after them is dotted, and a line stands where they end. */
  readonly moment: number;
}) {
  const { railway, hues, moment } = props;
  const { lanes, switches, stations, rows } = railway;
  const columns = stations.length;
  const isPast = moment < columns;
  const now = x(moment - 1) + COLUMN / 2;
  return (
    <svg class="rails" width={columns * COLUMN + COLUMN / 2} height={rows * LANE} aria-hidden="true">
      {lanes.map((lane) => {
        const cloned = switches.some((s) => s.branch === lane.branch && s.at === lane.from);
        const from = cloned ? x(lane.from) + COLUMN * 0.7 : x(lane.from);
        const to = lane.open ? Math.max(x(lane.to) + COLUMN / 2, from) : x(lane.to);
        const hue = hues.get(lane.branch) ?? 1;
        const until = isPast ? Math.max(from, Math.min(to, now)) : to;
        return (
          <g key={`${lane.branch} ${lane.from}`} class="rail" data-hue={hue}>
            <path d={`M${from} ${y(lane.row)}H${until}`} />
            {until < to && <path data-future="true" d={`M${until} ${y(lane.row)}H${to}`} />}
          </g>
        );
      })}
      {switches.map(({ branch, at, fromRow, toRow }) => {
        const [x1, y1, x2, y2] = [x(at), y(fromRow), x(at) + COLUMN * 0.7, y(toRow)];
        const middle = (x1 + x2) / 2;
        return (
          <path
            key={`${branch} ${at}`}
            data-hue={hues.get(branch) ?? 1}
            data-future={at >= moment}
            d={`M${x1} ${y1}C${middle + 12} ${y1} ${middle - 12} ${y2} ${x2} ${y2}`}
          />
        );
      })}
      {isPast && <path class="now" d={`M${now} 0V${rows * LANE}`} />}
    </svg>
  );
}
