import type { Page } from "../model/page.ts";
import { SourceEditor } from "./source-editor.tsx";

/** The experiment's source, with the branches pinned to the lines they are suspended on. */
export function SourcePane({ page }: { readonly page: Page }) {
  return (
    <section class="source" aria-label="Source">
      <SourceEditor page={page} />
      {page.playground.stale.value && <p class="stale">Source changed since Run</p>}
    </section>
  );
}
