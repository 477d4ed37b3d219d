import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Page } from "../model/page.ts";
import { NoFork } from "./no-fork.tsx";

/** The region of the fork tree. What draws the tree comes with the first action, as there is nothing to draw before. */
export function ForkTree({ page }: { readonly page: Page }) {
  const family = useSignal<{ readonly View: ComponentType<{ readonly page: Page }> } | null>(null);
  const isMissing = useSignal(false);
  const isNeeded = page.playground.timeline.value.length > 0;
  useEffect(() => {
    if (!isNeeded || family.peek() !== null) return;
    import("./fork-family.tsx").then(
      ({ ForkFamily }) => {
        family.value = { View: ForkFamily };
      },
      () => {
        isMissing.value = true;
      },
    );
  }, [isNeeded]);
  return (
    <section class="fork-tree" aria-label="Fork tree">
      {family.value === null ? (
        <NoFork>
          {isMissing.value ? "could not be loaded; reload the page to try again" : "no branch yet"}
        </NoFork>
      ) : (
        <family.value.View page={page} />
      )}
    </section>
  );
}
