import { effect } from "@preact/signals";
import { render } from "preact";
import { BLANK, EXAMPLES } from "./model/examples.ts";
import { createPlayground } from "./model/playground.ts";
import { createSettings } from "./model/settings.ts";
import { statusText } from "./model/status.ts";
import { spawnInBrowser } from "./runtime/spawn.ts";
import "./style/index.css";
import { createSupervisor } from "./supervisor.ts";
import { App } from "./view/app.tsx";

/** The example that the page opens with. */
const FIRST = "closure";

const supervisor = createSupervisor({ spawn: spawnInBrowser });
const first = EXAMPLES.get(FIRST) ?? [...EXAMPLES.values()][0] ?? BLANK;
const playground = createPlayground(supervisor, first);
const settings = createSettings(localStorage);

effect(() => {
  document.title = `genclone — ${statusText(supervisor.state.value)}`;
});
effect(() => {
  document.documentElement.dataset.theme = settings.theme.value;
});

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");
render(<App playground={playground} settings={settings} />, root);
