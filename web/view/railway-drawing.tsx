import { useMemo } from "preact/hooks";
import { branchOf } from "../../protocol/action.ts";
import { type Hue, type Hues, hueOf } from "../model/palette.ts";
import type { Railway, Station } from "../model/railway.ts";

/** The width of an action and the height of a lane, in CSS pixels. */
export const COLUMN = 136;
export const LANE = 68;

const x = (column: number) => column * COLUMN + COLUMN / 2;
const y = (row: number) => row * LANE + LANE / 2;

/** The lines and dots of the timeline; the words are a list on top of it. */
export function RailwayDrawing(props: {
  readonly railway: Railway;
  readonly hues: Hues;
  /** How many actions are looked at; what comes after them is dotted, and a line stands where they end. */
  readonly moment: number;
}) {
  const { railway, hues, moment } = props;
  const { lanes, switches, stations } = railway;
  const columns = stations.length;
  const rows = Math.max(0, ...lanes.map((lane) => lane.row + 1));
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
      {stations.map((station) => (
        <Dot
          key={station.column}
          station={station}
          hue={hueOf(hues, station.entry.action)}
          current={station.column === moment - 1}
          isFuture={station.column >= moment}
        />
      ))}
      {isPast && <path class="now" d={`M${now} 0V${rows * LANE}`} />}
    </svg>
  );
}

/**
 * The branch's letter in a ring, full at the newest action; in a rhombus where Python raised; in a black square
 * where the action was stopped, crashed or refused.
 */
function Dot(props: {
  readonly station: Station;
  readonly hue: Hue | undefined;
  readonly current: boolean;
  readonly isFuture: boolean;
}) {
  const { hue, current, isFuture } = props;
  const { entry, column, row, state } = props.station;
  const letter = branchOf(entry.action)?.slice(0, 2) ?? "=";
  // There may be thousands, of which an action changes two.
  return useMemo(() => {
    const [cx, cy] = [x(column), y(row)];
    return (
      <g class="dot" data-hue={hue} data-current={current} data-future={isFuture} data-state={state}>
        <DotShape state={state} cx={cx} cy={cy} />
        <text x={cx} y={cy + 3.5}>
          {letter}
        </text>
      </g>
    );
  }, [column, row, state, letter, hue, current, isFuture]);
}

function DotShape({
  state,
  cx,
  cy,
}: {
  readonly state: Station["state"];
  readonly cx: number;
  readonly cy: number;
}) {
  switch (state) {
    case "bad":
      return <rect x={cx - 9} y={cy - 9} width={18} height={18} rx={4} />;
    case "raised":
      return <path d={`M${cx} ${cy - 11}l11 11l-11 11l-11 -11z`} />;
    case "fine":
    case "under way":
      return <circle cx={cx} cy={cy} r={9} />;
  }
}
