import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/** A component that is loaded when it is needed. */
export type Later<P> =
  | { readonly is: "coming" }
  | { readonly is: "here"; readonly View: ComponentType<P> }
  | { readonly is: "missing" };

/** Loads a component once `isNeeded`, and says how that goes. */
export function useLater<P>(load: () => Promise<ComponentType<P>>, isNeeded: boolean): Later<P> {
  const later = useSignal<Later<P>>({ is: "coming" });
  useEffect(() => {
    if (!isNeeded || later.peek().is === "here") return;
    load().then(
      (View) => {
        later.value = { is: "here", View };
      },
      () => {
        later.value = { is: "missing" };
      },
    );
  }, [isNeeded]);
  return later.value;
}
