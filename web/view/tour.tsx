import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Page } from "../model/page.ts";
import type { Playground } from "../model/playground.ts";
import { isAwaited, type Press, pressAt, TOUR } from "../model/tour.ts";
import "../style/tour.css";
import { elementsAt } from "./tour-places.ts";
import { TourStepPanel } from "./tour-step.tsx";

/** Leads a newcomer over the page, from region to region. It lies over the page and blocks nothing of it. */
export function Tour({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  const { playground } = page;
  const at = useSignal(0);
  const step = TOUR[at.value];
  const press = step === undefined ? null : pressAt(step.place, playground.timeline.value);
  const end = () => {
    onClose();
    if (step !== undefined) focusNear(elementsAt(step.place)[0]);
  };
  const goOn = () => {
    if (press !== null) doIt(playground, press);
    if (at.value + 1 < TOUR.length) at.value += 1;
    else end();
  };
  useEffect(() => {
    const listening = new AbortController();
    const endByKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) end();
    };
    addEventListener("keydown", endByKey, { signal: listening.signal });
    return () => listening.abort();
  }, [step]);
  if (step === undefined) return null;
  return (
    <TourStepPanel
      key={at.value}
      step={step}
      number={at.value + 1}
      press={press}
      isReady={isReadyFor(playground, press)}
      onNext={goOn}
      onBack={() => {
        at.value -= 1;
      }}
      onEnd={end}
    />
  );
}

/** Whether the step can be left for the next one. In the past as well, for a press leads out of it. */
function isReadyFor(playground: Playground, press: Press | null): boolean {
  const timeline = playground.timeline.value;
  if (press?.button === "Run") return true;
  if (isAwaited(timeline, playground.ranSource.value !== null)) return false;
  return press === null || playground.canAct.value || playground.moment.value < timeline.length;
}

function doIt(playground: Playground, press: Press): void {
  playground.travel(playground.timeline.value.length);
  switch (press.button) {
    case "Run":
      void playground.run();
      break;
    case "Next":
      void playground.act({ do: "next", branch: press.branch });
      break;
    case "Clone":
      void playground.clone(press.branch);
  }
}

/** Whoever came here by the keyboard goes on where the tour pointed, or else from the toolbar. */
function focusNear(element: Element | undefined): void {
  const near = element?.closest<HTMLElement>("button, section.branch") ?? null;
  const button = element?.querySelector<HTMLElement>('.railway [tabindex="0"]') ?? null;
  const other = document.querySelector<HTMLElement>(".toolbar .go");
  (near ?? button ?? other)?.focus();
}
