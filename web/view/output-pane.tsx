import type { ReadonlySignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Timeline } from "../model/timeline.ts";
import { describeWithBranch } from "../model/wording.ts";

/** What the actions printed, each under its action. */
export function OutputPane({ timeline }: { readonly timeline: ReadonlySignal<Timeline> }) {
  const end = useRef<HTMLDivElement>(null);
  const printed = timeline.value.flatMap(({ action, step }, index) =>
    step === null || (step.stdout === "" && step.stderr === "") ? [] : [{ action, step, index }],
  );
  const last = printed.at(-1)?.index;
  useLayoutEffect(() => {
    if (last !== undefined && end.current !== null) end.current.scrollTop = end.current.scrollHeight;
  }, [last]);
  return (
    <section class="output" aria-label="Output">
      <h2>Output</h2>
      {printed.length === 0 ? (
        <p class="soft">nothing printed</p>
      ) : (
        <div class="printed" ref={end}>
          {printed.map(({ action, step, index }) => (
            <div key={index}>
              <p class="soft">{describeWithBranch(action)}</p>
              {step.stdout !== "" && <pre>{step.stdout}</pre>}
              {step.stderr !== "" && (
                <pre class="stderr" title="stderr">
                  {step.stderr}
                </pre>
              )}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
