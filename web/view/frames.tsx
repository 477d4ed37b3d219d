import { useRef } from "preact/hooks";
import type { Page } from "../model/page.ts";
import { currentSnapshot } from "../model/timeline.ts";
import { DifferenceNote } from "./difference-note.tsx";
import { Trouble } from "./trouble.tsx";
import { useLater } from "./use-later.ts";
import { useSpotlight } from "./use-spotlight.ts";
import { Welcome } from "./welcome.tsx";

/** Loads what draws branches, of which there are none at first. */
export const loadColumns = () => import("./branch-columns.tsx").then(({ BranchColumns }) => BranchColumns);

/** What is there of the branches, or what to do while there are none; and above it what went wrong. */
export function Frames({ page }: { readonly page: Page }) {
  const { playground } = page;
  const isEmpty = currentSnapshot(playground.shown.value).branches.length === 0;
  const columns = useLater(loadColumns, !isEmpty);
  const pane = useRef<HTMLDivElement>(null);
  useSpotlight(pane, page.spotlight);
  return (
    <div class="frames-pane" ref={pane}>
      <Trouble timeline={playground.shown} interpreter={playground.interpreter} />
      <DifferenceNote difference={playground.difference} />
      {isEmpty && <Welcome page={page} />}
      {!isEmpty && columns.is === "here" && <columns.View page={page} />}
      {!isEmpty && columns.is === "missing" && (
        <p class="welcome">
          The part of the page that draws branches could not be loaded. Reload it to try again.
        </p>
      )}
    </div>
  );
}
