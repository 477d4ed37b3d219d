import { useLayoutEffect, useRef } from "preact/hooks";
import type { Playground } from "../model/playground.ts";
import { layRailway, type Station } from "../model/railway.ts";
import { COLUMN, LANE, RailwayDrawing } from "./railway-drawing.tsx";
import { RailwayStretch } from "./railway-stretch.tsx";
import { TimeTravel } from "./time-travel.tsx";
import { useUnchanged } from "./use-unchanged.ts";

/** How many actions are drawn as one piece. */
const STRETCH = 20;

/** Every action and its outcome, in order: a list, drawn as a railway with a lane per branch. */
export function TimelinePane({ playground }: { readonly playground: Playground }) {
  const timeline = playground.timeline.value;
  const hues = playground.hues.value;
  const otherwise = playground.difference.value?.index;
  const railway = layRailway(timeline);
  const stretches = useUnchanged(inStretches(railway.stations));
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
          {stretches.map((stations, index) => {
            const done = Math.min(Math.max(0, moment - index * STRETCH), stations.length);
            return (
              <RailwayStretch
                key={index}
                playground={playground}
                stations={stations}
                hues={hues}
                rows={railway.rows}
                done={done}
                isHere={index === Math.floor((moment - 1) / STRETCH)}
                otherwise={isIn(stations, otherwise) ? otherwise : undefined}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}

const inStretches = (stations: readonly Station[]): readonly (readonly Station[])[] =>
  Array.from({ length: Math.ceil(stations.length / STRETCH) }, (_, index) =>
    stations.slice(index * STRETCH, (index + 1) * STRETCH),
  );

const isIn = (stations: readonly Station[], column: number | undefined): boolean =>
  stations.some((station) => station.column === column);

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
