import type { ReadonlySignal } from "@preact/signals";
import { whatIsDone } from "../../protocol/action.ts";
import type { Difference } from "../model/recorded.ts";
import { describeOutcome } from "../model/wording.ts";

/** Tells at which action a replay first came out otherwise than recorded. */
export function DifferenceNote({ difference }: { readonly difference: ReadonlySignal<Difference | null> }) {
  const found = difference.value;
  return (
    <div class="difference" role="status">
      {found !== null && <Told difference={found} />}
    </div>
  );
}

function Told({ difference: { index, entry, expected } }: { readonly difference: Difference }) {
  const came = entry.step === null ? "" : describeOutcome(entry.step.outcome);
  const wanted = `${expected.kind} ${expected.text ?? ""}`.trim();
  return (
    <>
      <strong>
        Action {index + 1} ({whatIsDone(entry.action)}) came out otherwise than recorded
      </strong>
      <dl>
        <dt>expected</dt>
        <dd>
          <bdi>{wanted}</bdi>
        </dd>
        <dt>got</dt>
        <dd>
          <bdi>{came}</bdi>
        </dd>
      </dl>
      <p class="soft">Clocks, random numbers and the version of Python can make a replay differ.</p>
    </>
  );
}
