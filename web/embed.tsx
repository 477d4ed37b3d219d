import { render } from "preact";
import { BadLink, decodeLink } from "../protocol/link.ts";
import { tellHeight } from "./browser/tell-height.ts";
import { parseTheme } from "./model/theme.ts";
import "./style/embed.css";
import { EmbedPage } from "./view/embed-page.tsx";

// The compact page, for a frame in somebody else's page. It keeps nothing, and loads Python when its reader presses Run.

const root = document.getElementById("app");
if (root === null) throw new Error("embed.html has no #app");
const asked = new URLSearchParams(location.search);
document.documentElement.dataset.theme = parseTheme(asked.get("theme"));
addEventListener("hashchange", () => location.reload());
tellHeight();
render(await shown(), root);

async function shown() {
  const playground = new URL(`./${location.hash}`, location.href).href;
  try {
    const carried = await decodeLink(location.hash);
    const python = asked.get("python") ?? carried.python;
    const experiment = { ...carried, python };
    const enliven = (at?: number) => import("./live.ts").then((live) => live.enliven(experiment, at));
    document.title = `${experiment.title} — genclone`;
    return <EmbedPage experiment={experiment} playground={playground} enliven={enliven} />;
  } catch (error) {
    if (!(error instanceof BadLink)) throw error;
    return (
      <main class="embed">
        <div class="embed-trouble" role="alert">
          <h1>This experiment cannot be shown</h1>
          <p>{error.message}</p>
        </div>
      </main>
    );
  }
}
