import type { Playground } from "../model/playground.ts";
import { describeEntry } from "../model/wording.ts";
import { CommandButton } from "./command-button.tsx";

/** Goes back and forth between the pictures that were kept, and leads on from one of them. */
export function TimeTravel({ playground }: { readonly playground: Playground }) {
  const timeline = playground.timeline.value;
  const moment = playground.moment.value;
  const last = timeline.length;
  const entry = timeline[moment - 1];
  const isPast = moment < last;
  return (
    <div class="time-travel" data-past={isPast}>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={entry && `action ${moment} of ${last}: ${describeEntry(entry)}`}
        min={1}
        max={last}
        value={moment}
        onInput={(event) => playground.travel(event.currentTarget.valueAsNumber)}
      />
      <span class="soft">
        {moment} of {last}
      </span>
      {isPast && (
        <>
          <CommandButton
            enabled={playground.interpreter.value.is === "ready"}
            title="Replay the actions up to here, and go on from there"
            onPress={() => void playground.branchFromHere()}
          >
            Branch from here
          </CommandButton>
          <CommandButton enabled={true} onPress={() => playground.travel(last)}>
            Back to now
          </CommandButton>
        </>
      )}
    </div>
  );
}
