import type { Playground } from "../model/playground.ts";
import { SourceEditor } from "./source-editor.tsx";

/** The experiment's source, with the branches pinned to the lines they are suspended on. */
export function SourcePane({ playground }: { readonly playground: Playground }) {
  return (
    <section class="source" aria-label="Source">
      <SourceEditor playground={playground} />
      {playground.stale.value && <p class="stale">Source changed since Run</p>}
    </section>
  );
}
