import { useLayoutEffect, useRef } from "preact/hooks";
import type { Playground } from "../model/playground.ts";
import { describeOutcome, describeWithBranch } from "../model/wording.ts";
import { EvaluatePrompt } from "./evaluate-prompt.tsx";

/** What the actions printed, each under its action, and what expressions came to; and a line for more of these. */
export function OutputPane({ playground }: { readonly playground: Playground }) {
  const end = useRef<HTMLDivElement>(null);
  const printed = playground.shown.value.flatMap(({ action, step }, index) => {
    const says = step !== null && (step.stdout !== "" || step.stderr !== "" || action.do === "evaluate");
    return says ? [{ action, step, index }] : [];
  });
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
              {action.do === "evaluate" && <pre class="evaluated">{describeOutcome(step.outcome)}</pre>}
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
      {playground.ranSource.value !== null && <EvaluatePrompt playground={playground} />}
    </section>
  );
}
