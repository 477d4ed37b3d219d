import { type ReadonlySignal, useComputed } from "@preact/signals";
import { statusText } from "../model/status.ts";
import type { SupervisorState } from "../supervisor.ts";

interface StatusLineProps {
  readonly interpreter: ReadonlySignal<SupervisorState>;
  readonly isWorking: ReadonlySignal<boolean>;
}

/**
 * Whether an action can be taken, in words; the page's title says the same. Both change at once, though the rest of the
 * page may wait to be drawn: nobody is to take what was there before for what came of an action.
 */
export function StatusLine({ interpreter, isWorking }: StatusLineProps) {
  const text = useComputed(() => statusText(interpreter.value, isWorking.value));
  const state = useComputed(() =>
    interpreter.value.is === "ready" && isWorking.value ? "busy" : interpreter.value.is,
  );
  return (
    <p class="status" role="status" data-state={state}>
      {text}
    </p>
  );
}
