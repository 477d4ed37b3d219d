import type { ReadonlySignal } from "@preact/signals";
import { loadedPercent } from "../model/status.ts";
import type { SupervisorState } from "../supervisor.ts";

/** How much of Python has arrived; nothing once it has. */
export function LoadingBar({ state }: { readonly state: ReadonlySignal<SupervisorState> }) {
  const now = state.value;
  if (now.is !== "loading") return null;
  return <progress class="loading-bar" aria-label="Loading Python" max={100} value={loadedPercent(now)} />;
}
