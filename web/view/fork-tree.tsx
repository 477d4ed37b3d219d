import type { Page } from "../model/page.ts";
import { NoFork } from "./no-fork.tsx";
import { useLater } from "./use-later.ts";

/** The region of the fork tree. What draws the tree comes with the first action, as there is nothing to draw before. */
export function ForkTree({ page }: { readonly page: Page }) {
  const family = useLater(loadFamily, page.playground.timeline.value.length > 0);
  return (
    <section class="fork-tree" aria-label="Fork tree">
      {family.is === "here" ? (
        <family.View page={page} />
      ) : (
        <NoFork>
          {family.is === "missing" ? "could not be loaded; reload the page to try again" : "no branch yet"}
        </NoFork>
      )}
    </section>
  );
}

const loadFamily = () => import("./fork-family.tsx").then(({ ForkFamily }) => ForkFamily);
