import type { ReadonlySignal } from "@preact/signals";
import { statusText } from "../model/status.ts";
import type { SupervisorState } from "../supervisor.ts";

/** Whether the interpreter can take an action, in words; the page's title says the same. */
export function StatusLine({ state }: { readonly state: ReadonlySignal<SupervisorState> }) {
  return (
    <p class="status" role="status" data-state={state.value.is}>
      {statusText(state.value)}
    </p>
  );
}
