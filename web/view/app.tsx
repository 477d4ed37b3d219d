import type { Playground } from "../model/playground.ts";
import type { Settings } from "../model/settings.ts";
import { Announcer } from "./announcer.tsx";
import { Frames } from "./frames.tsx";
import { OutputPane } from "./output-pane.tsx";
import { SourcePane } from "./source-pane.tsx";
import { TimelinePane } from "./timeline-pane.tsx";
import { Toolbar } from "./toolbar.tsx";

/** The whole page. */
export function App(props: { readonly playground: Playground; readonly settings: Settings }) {
  const { playground, settings } = props;
  return (
    <div class="app">
      <Toolbar playground={playground} settings={settings} />
      <main class="panes">
        <div class="pane-left">
          <SourcePane playground={playground} />
          <OutputPane timeline={playground.timeline} />
        </div>
        <Frames playground={playground} />
      </main>
      <TimelinePane timeline={playground.timeline} hues={playground.hues} />
      <Announcer timeline={playground.timeline} />
    </div>
  );
}
