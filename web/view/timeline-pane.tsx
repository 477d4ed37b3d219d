import { useLayoutEffect, useRef } from "preact/hooks";
import { branchOf } from "../../protocol/action.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { type Hue, hueOf } from "../model/palette.ts";
import type { Playground } from "../model/playground.ts";
import { layRailway, type Station } from "../model/railway.ts";
import type { Entry } from "../model/timeline.ts";
import { describeAction, describeEntry, describeOutcome, outcomeDetail } from "../model/wording.ts";
import { COLUMN, LANE, RailwayDrawing } from "./railway-drawing.tsx";
import { TimeTravel } from "./time-travel.tsx";
import { unlessChanged } from "./unless-changed.tsx";

/** Every action and its outcome, in order: a list, drawn as a railway with a lane per branch. */
export function TimelinePane({ playground }: { readonly playground: Playground }) {
  const timeline = playground.timeline.value;
  const hues = playground.hues.value;
  const otherwise = playground.difference.value?.index;
  const railway = layRailway(timeline);
  const scroller = useRef<HTMLDivElement>(null);
  const count = timeline.length;
  const moment = playground.moment.value;
  const row = railway.stations[moment - 1]?.row ?? 0;
  useLayoutEffect(() => {
    // The action that is looked at comes into view, with its neighbours, in the middle of its lane; once the rest of the
    // page is drawn too, for to ask for a size before is to have the page laid out twice.
    queueMicrotask(() => {
      const view = scroller.current;
      if (view === null) return;
      if (view.contains(document.activeElement)) view.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
      const right = (moment + 1) * COLUMN - view.clientWidth;
      const left = Math.min(Math.max(view.scrollLeft, right), Math.max(0, (moment - 2) * COLUMN));
      view.scrollTo(moment === count ? count * COLUMN : left, (row + 0.5) * LANE - view.clientHeight / 2);
    });
  }, [count, moment, row]);
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="timeline-head">
        <h2>
          Timeline <small>{count === 1 ? "1 action" : `${count} actions`}</small>
        </h2>
        {count > 1 && <TimeTravel playground={playground} />}
      </div>
      {count === 0 && <p class="soft">Run starts a generator; what is done to it will be listed here.</p>}
      <div
        class="railway"
        role="toolbar"
        aria-label="Moments"
        aria-orientation="horizontal"
        ref={scroller}
        onKeyDown={(event) => travelByKey(event, playground)}
      >
        <div class="railway-ground" style={{ "--column": `${COLUMN}px`, "--lane": `${LANE}px` }}>
          <RailwayDrawing railway={railway} hues={hues} moment={moment} />
          <ol>
            {railway.stations.map(({ entry, column, row, state }) => (
              <StationItem
                key={column}
                playground={playground}
                entry={entry}
                column={column}
                row={row}
                state={state}
                hue={hueOf(hues, entry.action)}
                current={column === moment - 1}
                isFuture={column >= moment}
                otherwise={column === otherwise}
              />
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}

/** There may be thousands, of which an action changes two. */
const StationItem = unlessChanged(
  (props: {
    readonly playground: Playground;
    readonly entry: Entry;
    readonly column: number;
    readonly row: number;
    readonly state: Station["state"];
    readonly hue: Hue | undefined;
    readonly current: boolean;
    /** Whether it comes after the moment that is looked at. */
    readonly isFuture: boolean;
    /** Whether it is the first that came out otherwise than recorded. */
    readonly otherwise: boolean;
  }) => {
    const { playground, entry, column, row, state, hue, current, isFuture, otherwise } = props;
    const { action, step } = entry;
    const branch = branchOf(action);
    return (
      <li
        class="station"
        data-hue={hue}
        data-state={state}
        data-otherwise={otherwise}
        data-digest={step?.digest}
        data-future={isFuture}
        aria-current={current ? "step" : undefined}
        style={{ "--at": column + 1, "--row": row + 1 }}
        title={describeEntry(entry)}
      >
        {/* The arrow keys go from one to the next, so that Tab need not. */}
        <button
          type="button"
          class="bare"
          tabIndex={current ? 0 : -1}
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
  },
);

/** The keys of a scrubber, wherever in the railway the focus is. */
function travelByKey(event: KeyboardEvent, playground: Playground): void {
  const moment = playground.moment.value;
  const to = {
    ArrowLeft: moment - 1,
    ArrowRight: moment + 1,
    Home: 1,
    End: playground.timeline.value.length,
  }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  playground.travel(to);
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
