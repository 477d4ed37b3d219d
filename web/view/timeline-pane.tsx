import { useLayoutEffect, useRef } from "preact/hooks";
import { branchOf } from "../../protocol/action.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { type Hue, hueOf } from "../model/palette.ts";
import type { Playground } from "../model/playground.ts";
import { layRailway, type Station } from "../model/railway.ts";
import { describeAction, describeEntry, describeOutcome, outcomeDetail } from "../model/wording.ts";
import { COLUMN, LANE, RailwayDrawing } from "./railway-drawing.tsx";

/** Every action and its outcome, in order: a list, drawn as a railway with a lane per branch. */
export function TimelinePane({ playground }: { readonly playground: Playground }) {
  const timeline = playground.timeline.value;
  const hues = playground.hues.value;
  const otherwise = playground.difference.value?.index;
  const railway = layRailway(timeline);
  const scroller = useRef<HTMLDivElement>(null);
  const count = timeline.length;
  const row = railway.stations.at(-1)?.row ?? 0;
  useLayoutEffect(() => {
    // The newest action comes into view: the end of the line, in the middle of its lane.
    const view = scroller.current;
    view?.scrollTo(count * COLUMN, (row + 0.5) * LANE - view.clientHeight / 2);
  }, [count, row]);
  return (
    <section class="timeline" aria-label="Timeline">
      <h2>
        Timeline <small>{count === 1 ? "1 action" : `${count} actions`}</small>
      </h2>
      {count === 0 && <p class="soft">Run starts a generator; what is done to it will be listed here.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard, in Safari too */}
      <div class="railway" ref={scroller} tabIndex={0}>
        <div class="railway-ground" style={{ "--column": `${COLUMN}px`, "--lane": `${LANE}px` }}>
          <RailwayDrawing railway={railway} hues={hues} />
          <ol>
            {railway.stations.map((station) => (
              <StationItem
                key={station.column}
                station={station}
                hue={hueOf(hues, station.entry.action)}
                current={station.column === count - 1}
                otherwise={station.column === otherwise}
              />
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}

function StationItem(props: {
  readonly station: Station;
  readonly hue: Hue | undefined;
  readonly current: boolean;
  /** Whether it is the first that came out otherwise than recorded. */
  readonly otherwise: boolean;
}) {
  const { station, hue, current, otherwise } = props;
  const { action, step } = station.entry;
  const branch = branchOf(action);
  return (
    <li
      class="station"
      data-hue={hue}
      data-state={station.state}
      data-otherwise={otherwise}
      data-digest={step?.digest}
      aria-current={current ? "step" : undefined}
      style={{ "--at": station.column + 1, "--row": station.row + 1 }}
      title={describeEntry(station.entry)}
    >
      <span class="station-action">
        {branch !== null && <span class="unseen">{branch} · </span>}
        {describeAction(action)}
      </span>
      <span class="unseen"> → </span>
      <span class="station-outcome">{step === null ? "…" : <OutcomeWords outcome={step.outcome} />}</span>
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
