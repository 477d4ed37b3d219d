import type { Playground } from "../model/playground.ts";
import { CommandButton } from "./command-button.tsx";

/** Starts, replays and stops. */
export function RunControls({ playground }: { readonly playground: Playground }) {
  const left = playground.script.value.length;
  const count = playground.toReplay.value;
  return (
    <>
      <CommandButton
        class="go"
        enabled={true}
        title={`${count === 1 ? "Start or restart the experiment" : `Replay ${count} recorded actions`} (Ctrl+Enter)`}
        onPress={() => playground.run()}
      >
        Run
      </CommandButton>
      {left > 0 && (
        <>
          <CommandButton
            enabled={playground.canAct.value}
            title="Play the next recorded action"
            onPress={() => playground.step()}
          >
            Step
          </CommandButton>
          <CommandButton
            enabled={playground.canAct.value}
            title={left === 1 ? "1 recorded action left" : `${left} recorded actions left`}
            onPress={() => playground.play()}
          >
            Play actions
          </CommandButton>
        </>
      )}
      <CommandButton
        enabled={playground.canStop.value}
        title="End the action under way"
        onPress={() => playground.stop()}
      >
        Stop
      </CommandButton>
    </>
  );
}
