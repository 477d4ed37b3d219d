import { whatIsDone } from "../../protocol/action.ts";
import type { SupervisorState } from "../supervisor.ts";

/** How far the interpreter has loaded, from 0 to 100. */
export function loadedPercent(state: { readonly loaded: number; readonly total: number }): number {
  return state.total <= 0 ? 0 : Math.min(100, Math.floor((100 * state.loaded) / state.total));
}

/** So many bytes as a number of megabytes: `10.4`. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/**
 * The interpreter's state in a few words; `isWorking` from an action's press until what came of it can be shown. Says
 * `ready` exactly when an action can be taken.
 */
export function statusText(state: SupervisorState, isWorking: boolean): string {
  switch (state.is) {
    case "loading":
      // All of it is here; now it boots.
      if (loadedPercent(state) === 100) return "starting Python";
      return `loading Python ${loadedPercent(state)}%`;
    case "ready":
      return isWorking ? "running" : "ready";
    case "busy":
      return `running ${whatIsDone(state.action)}`;
    case "recovering":
      return `recovering, ${state.done} of ${state.of} actions replayed`;
    case "failed":
      return "Python is not available";
  }
}
