import { branchOf } from "../../protocol/action.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { type Hue, type Hues, hueOf } from "../model/palette.ts";
import type { Playground } from "../model/playground.ts";
import type { Station } from "../model/railway.ts";
import { describeAction, describeEntry, describeOutcome, outcomeDetail } from "../model/wording.ts";
import { COLUMN, x, y } from "./railway-drawing.tsx";
import { unlessChanged } from "./unless-changed.tsx";

/**
 * Some actions that follow one another: their dots, and the list of their words. There may be thousands of actions, of which
 * one more changes but the last stretch; and the browser lays out and paints those that are in sight.
 */
export const RailwayStretch = unlessChanged(
  (props: {
    readonly playground: Playground;
    readonly stations: readonly Station[];
    readonly hues: Hues;
    readonly rows: number;
    /** How many of them lie before the moment that is looked at. */
    readonly done: number;
    /** Whether the last of these is the action that is looked at. */
    readonly isHere: boolean;
    /** The column of the first action of all that came out otherwise than recorded. */
    readonly otherwise: number | undefined;
  }) => {
    const { playground, stations, hues, rows, done, isHere, otherwise } = props;
    const first = stations[0]?.column ?? 0;
    const placed = stations.map((station, index) => ({
      station,
      at: index,
      hue: hueOf(hues, station.entry.action),
      isCurrent: isHere && index === done - 1,
      isFuture: index >= done,
    }));
    return (
      <div class="stretch" style={{ left: `${first * COLUMN}px`, width: `${stations.length * COLUMN}px` }}>
        <svg class="rails" width={stations.length * COLUMN} height={y(rows - 0.5)} aria-hidden="true">
          {placed.map((one) => (
            <Dot key={one.at} {...one} />
          ))}
        </svg>
        <ol start={first + 1}>
          {placed.map((one) => (
            <StationItem
              key={one.at}
              {...one}
              playground={playground}
              isOtherwise={one.station.column === otherwise}
            />
          ))}
        </ol>
      </div>
    );
  },
);

/** An action, where it lies in its stretch. */
interface Placed {
  readonly station: Station;
  /** How many of the stretch lie before it. */
  readonly at: number;
  readonly hue: Hue | undefined;
  /** Whether it is the one that is looked at. */
  readonly isCurrent: boolean;
  /** Whether it comes after the moment that is looked at. */
  readonly isFuture: boolean;
}

/**
 * The branch's letter in a ring, full at the newest action; in a rhombus where Python raised; in a black square
 * where the action was stopped, crashed or refused.
 */
function Dot({ station, at, hue, isCurrent, isFuture }: Placed) {
  const { entry, row, state } = station;
  const [cx, cy] = [x(at), y(row)];
  return (
    <g class="dot" data-hue={hue} data-current={isCurrent} data-future={isFuture} data-state={state}>
      <DotShape state={state} cx={cx} cy={cy} />
      <text x={cx} y={cy + 3.5}>
        {branchOf(entry.action)?.slice(0, 2) ?? "="}
      </text>
    </g>
  );
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

function StationItem(props: Placed & { readonly playground: Playground; readonly isOtherwise: boolean }) {
  const { playground, station, at, hue, isCurrent, isFuture, isOtherwise } = props;
  const { entry, column, row, state } = station;
  const { action, step } = entry;
  const branch = branchOf(action);
  return (
    <li
      class="station"
      data-hue={hue}
      data-state={state}
      data-otherwise={isOtherwise}
      data-digest={step?.digest}
      data-future={isFuture}
      aria-current={isCurrent ? "step" : undefined}
      style={{ "--at": at + 1, "--row": row + 1 }}
      title={describeEntry(entry)}
    >
      {/* The arrow keys go from one to the next, so that Tab need not. */}
      <button
        type="button"
        class="bare"
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => playground.travel(column + 1)}
      >
        <span class="station-action">
          {branch !== null && <span class="unseen">{branch} · </span>}
          {describeAction(action)}
        </span>
        <span class="unseen"> → </span>
        <span class="station-outcome">{step === null ? "…" : <OutcomeWords outcome={step.outcome} />}</span>
      </button>
    </li>
  );
}

/** The outcome in few words: a yielded value stands for itself, and what the action says is not said twice. */
function OutcomeWords({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome.kind) {
    case "started":
    case "cloned":
    case "closed":
    case "dropped":
      return <>{outcome.kind}</>;
    case "yielded":
      return (
        <>
          <span class="unseen">yielded </span>
          <bdi>{outcomeDetail(outcome)}</bdi>
        </>
      );
    default:
      return <bdi>{describeOutcome(outcome)}</bdi>;
  }
}
