import { useLayoutEffect, useRef } from "preact/hooks";
import { type Place, type Press, TOUR, type TourStep } from "../model/tour.ts";
import { CommandButton } from "./command-button.tsx";
import { beside, type Side } from "./tour-placement.ts";
import { boxInSight, elementsAt } from "./tour-places.ts";

/** Where the panel lies by the place, if there is room. */
const SIDE: Readonly<Record<Place, Side>> = {
  source: "right",
  run: "bottom",
  branch: "left",
  clone: "right",
  shared: "left",
  timeline: "top",
  share: "bottom",
};

/** In pixels: between the place and its ring, and between the place and the panel. */
const RING = 4;
const GAP = 12;

/** One step of the tour: a ring around what it is about, and a panel beside it that takes the focus. */
export function TourStepPanel(props: {
  readonly step: TourStep;
  /** From 1. */
  readonly number: number;
  readonly press: Press | null;
  /** Whether `Next step` can be pressed. */
  readonly isReady: boolean;
  readonly onNext: () => void;
  readonly onBack: () => void;
  readonly onEnd: () => void;
}) {
  const { step, number, press, isReady } = props;
  const panel = useRef<HTMLDivElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (panel.current === null || ring.current === null) return;
    panel.current.focus({ preventScroll: true });
    return pointAt(step.place, panel.current, ring.current);
  }, [step]);
  const isLast = number === TOUR.length;
  return (
    <>
      <div class="tour-ring" ref={ring} />
      <div
        class="tour"
        ref={panel}
        role="dialog"
        data-place={step.place}
        aria-modal="false"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        tabIndex={-1}
      >
        <h2 id="tour-title">
          {step.title}{" "}
          <small>
            {number} of {TOUR.length}
          </small>
        </h2>
        <div id="tour-text">
          <p>{step.text}</p>
          {press !== null && <p class="soft">“Next step” presses {pressed(press)} for you.</p>}
          {!isReady && <p class="soft">It goes on as soon as Python is there.</p>}
        </div>
        <div class="tour-actions">
          <CommandButton class="go" enabled={isReady} onPress={props.onNext}>
            {isLast ? "Finish" : "Next step"}
          </CommandButton>
          {number > 1 && (
            <CommandButton enabled={true} onPress={props.onBack}>
              Back
            </CommandButton>
          )}
          {!isLast && (
            <CommandButton class="plain skip" enabled={true} onPress={props.onEnd}>
              Skip tour
            </CommandButton>
          )}
        </div>
      </div>
    </>
  );
}

const pressed = (press: Press): string =>
  press.button === "Run" ? "Run" : `${press.button} of ${press.branch}`;

/** Brings a place into view, and keeps panel and ring at it, wherever it moves, until the function returned is called. */
function pointAt(place: Place, panel: HTMLElement, ring: HTMLElement): () => void {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  // On small screens the panel lies at the bottom.
  const block = matchMedia("(max-width: 760px)").matches ? "start" : "nearest";
  let isFound = false;
  const box = () => {
    const elements = elementsAt(place);
    // A branch may come only after its step has.
    if (!isFound) elements[0]?.scrollIntoView({ behavior, block });
    isFound = elements.length > 0;
    return boxInSight(elements);
  };
  const update = () => {
    const found = box();
    const anchor = found ?? new DOMRect(innerWidth / 2, innerHeight / 3, 0, 0);
    const view = { width: innerWidth, height: innerHeight };
    const { x, y } = beside(anchor, panel.getBoundingClientRect(), SIDE[place], GAP, view);
    panel.style.setProperty("--left", `${x}px`);
    panel.style.setProperty("--top", `${y}px`);
    draw(ring, found);
    // Regions come, grow and scroll for many reasons.
    frame = requestAnimationFrame(update);
  };
  let frame = requestAnimationFrame(update);
  return () => cancelAnimationFrame(frame);
}

function draw(ring: HTMLElement, box: DOMRect | null): void {
  ring.hidden = box === null;
  if (box === null) return;
  const left = Math.max(0, box.left - RING);
  const top = Math.max(0, box.top - RING);
  Object.assign(ring.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${Math.min(innerWidth, box.right + RING) - left}px`,
    height: `${Math.min(innerHeight, box.bottom + RING) - top}px`,
  });
}
