import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Page } from "../model/page.ts";

/** The region of the objects. It is loaded when there is first a branch, for before there is nothing to show in it. */
export function ObjectsPane({ page }: { readonly page: Page }) {
  const region = useSignal<ComponentType<{ readonly page: Page }> | null>(null);
  useEffect(() => {
    import("./objects-region.tsx").then(
      ({ ObjectsRegion }) => {
        region.value = ObjectsRegion;
      },
      (error: unknown) =>
        console.warn(`The objects are not drawn, for a part of the page is not here: ${error}`),
    );
  }, [region]);
  const Region = region.value;
  return Region === null ? null : <Region page={page} />;
}
