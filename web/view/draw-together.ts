import { effect, type ReadonlySignal } from "@preact/signals";
import { options } from "preact";

/** How long, in milliseconds, what has begun may wait to be drawn: too short to be noticed. */
const PATIENCE = 50;

/**
 * From now on draws what begins together with what it comes to, where that follows at once. Nearly every action is done
 * sooner than a page could be drawn that only says that it is under way.
 */
export function drawTogether(isWorking: ReadonlySignal<boolean>): void {
  options.debounceRendering = (draw) => {
    if (!isWorking.peek()) {
      queueMicrotask(draw);
      return;
    }
    const end = () => {
      clearTimeout(timer);
      stop();
      draw();
    };
    const timer = setTimeout(end, PATIENCE);
    const stop = effect(() => {
      if (!isWorking.value) queueMicrotask(end);
    });
  };
}
