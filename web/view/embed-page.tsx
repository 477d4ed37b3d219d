import { useSignal } from "@preact/signals";
import type { Experiment } from "../../protocol/experiment.ts";
import type { Playground } from "../model/playground.ts";
import { Announcer } from "./announcer.tsx";
import { Brand } from "./brand.tsx";
import { CommandButton } from "./command-button.tsx";
import { DifferenceNote } from "./difference-note.tsx";
import { EmbedBranches } from "./embed-branches.tsx";
import { EmbedSource } from "./embed-source.tsx";
import { LoadingBar } from "./loading-bar.tsx";
import { StatusLine } from "./status-line.tsx";
import { Trouble } from "./trouble.tsx";

/** An experiment in small: what it is, and once its reader has pressed `Run`, what comes of it. */
export function EmbedPage(props: {
  readonly experiment: Experiment;
  /** The address of the whole page with the same experiment. */
  readonly playground: string;
  /** Boots Python, for a reader who stands after `at` of the actions. Rejects where a part of the page is not to be had. */
  readonly enliven: (at?: number) => Promise<Playground>;
}) {
  const { experiment, enliven } = props;
  const state = useSignal<"still" | "coming" | "missing">("still");
  const live = useSignal<Playground | null>(null);
  const playing = live.value;
  const begin = async (at?: number) => {
    state.value = "coming";
    live.value = await enliven(at).catch(() => null);
    state.value = live.value === null ? "missing" : "still";
    await live.value?.run();
  };
  const run = () => (playing === null ? begin() : playing.run());
  // The first step is the first action, wherever the author of the link stood.
  const step = () => (playing === null ? begin(1) : playing.step());
  const isFree = state.value !== "coming";
  const canStep =
    playing === null
      ? isFree && experiment.actions.length > 0
      : playing.canAct.value && playing.script.value.length > 0;
  return (
    <main class="embed">
      <header class="embed-head">
        <h1 title={experiment.title}>
          <bdi>{experiment.title}</bdi>
        </h1>
        {playing !== null && <StatusLine interpreter={playing.interpreter} isWorking={playing.isWorking} />}
        <CommandButton class="go" enabled={isFree} onPress={() => void run()}>
          Run
        </CommandButton>
        <CommandButton enabled={canStep} title="Play the next recorded action" onPress={() => void step()}>
          Step
        </CommandButton>
        {playing !== null && <LoadingBar state={playing.interpreter} />}
      </header>
      <EmbedSource source={experiment.source} playground={playing} />
      {state.value === "missing" && (
        <div class="trouble" role="alert">
          <strong>Python could not be loaded</strong>
          <p>Press Run to try again.</p>
        </div>
      )}
      {playing !== null && (
        <div class="frames-pane">
          <Trouble timeline={playing.shown} interpreter={playing.interpreter} />
          <DifferenceNote difference={playing.difference} />
          <EmbedBranches playground={playing} />
          <Announcer timeline={playing.timeline} />
        </div>
      )}
      <footer class="embed-foot">
        <Brand />
        <small>Python {experiment.python}</small>
        <a href={props.playground} target="_blank" rel="noopener">
          Open in playground
        </a>
      </footer>
    </main>
  );
}
