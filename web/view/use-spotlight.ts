import { type Signal, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { nameOfSpotlight, type Spotlight, spotlightNamed } from "../model/spotlight.ts";

/**
 * Lights every element in `host` whose `data-lights` names what is pointed at, and points at what the mouse or the
 * focus is on. A press on a badge goes on to the object's next appearance, and the arrow keys to the next badge of
 * the table. The elements are found when they are needed: there may be a thousand, and one light.
 */
export function useSpotlight(host: RefObject<HTMLElement | null>, spotlight: Signal<Spotlight | null>): void {
  useSignalEffect(() => {
    const name = nameOfSpotlight(spotlight.value);
    for (const lit of host.current?.querySelectorAll("[data-lit]") ?? []) lit.removeAttribute("data-lit");
    if (name === "") return;
    for (const element of named(host.current, name)) element.setAttribute("data-lit", "true");
  });
  useEffect(() => {
    const { current } = host;
    if (current === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    const point = (event: Event) => {
      const at = closest(event.target, "[data-lights]");
      spotlight.value = spotlightNamed(at?.dataset.lights);
    };
    const rest = () => {
      spotlight.value = null;
    };
    current.addEventListener("pointerover", point, { signal });
    current.addEventListener("focusin", point, { signal });
    current.addEventListener("pointerleave", rest, { signal });
    current.addEventListener("focusout", rest, { signal });
    current.addEventListener("click", goToNext, { signal });
    current.addEventListener("keydown", goAlong, { signal });
    return () => listening.abort();
  }, [host, spotlight]);
}

/** From a badge to the next one of the same object, and from the last to the first. */
function goToNext(event: MouseEvent): void {
  const badge = closest(event.target, "button.ordinal");
  const name = badge?.closest<HTMLElement>("[data-lights]")?.dataset.lights;
  if (badge === null || name === undefined) return;
  const all = named(event.currentTarget, name).flatMap(
    (one) => one.querySelector<HTMLElement>("button.ordinal") ?? [],
  );
  all[(all.indexOf(badge) + 1) % all.length]?.focus();
}

function goAlong(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const badge = closest(event.target, "button.ordinal");
  if (step === undefined || badge === null) return;
  const all = [...(badge.closest("table")?.querySelectorAll<HTMLElement>("button.ordinal") ?? [])];
  const next = all[all.indexOf(badge) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

const closest = (target: EventTarget | null, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

/** The elements that are lit by that name, in the order of the page. */
const named = (host: EventTarget | null, name: string): readonly HTMLElement[] =>
  host instanceof HTMLElement ? [...host.querySelectorAll<HTMLElement>(`[data-lights="${name}"]`)] : [];
