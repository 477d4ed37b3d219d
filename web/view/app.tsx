import type { Page } from "../model/page.ts";
import { AboutExperiment } from "./about-experiment.tsx";
import { Announcer } from "./announcer.tsx";
import { Dialogs } from "./dialogs.tsx";
import { ForkTree } from "./fork-tree.tsx";
import { Frames } from "./frames.tsx";
import { NoticeList } from "./notice-list.tsx";
import { OutputPane } from "./output-pane.tsx";
import { SourcePane } from "./source-pane.tsx";
import { TimelinePane } from "./timeline-pane.tsx";
import { Toolbar } from "./toolbar.tsx";

/** The whole page. */
export function App({ page }: { readonly page: Page }) {
  const { playground } = page;
  return (
    <div class="app">
      <Toolbar page={page} />
      <NoticeList notices={page.notices} />
      <main class="panes">
        <div class="pane-left">
          <AboutExperiment page={page} />
          <SourcePane page={page} />
          <ForkTree page={page} />
          <OutputPane playground={playground} />
        </div>
        <Frames page={page} />
      </main>
      <TimelinePane playground={playground} />
      <Announcer timeline={playground.timeline} />
      <Dialogs page={page} />
    </div>
  );
}
