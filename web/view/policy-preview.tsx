import { useSignal, useSignalEffect } from "@preact/signals";
import type { Foresight } from "../../protocol/inspection.ts";
import { describePolicy } from "../../protocol/policy.ts";
import type { Playground } from "../model/playground.ts";
import { currentSnapshot } from "../model/timeline.ts";
import { CommandButton } from "./command-button.tsx";
import { summaryOf, TreatmentTable } from "./treatment-table.tsx";

/** What the chosen policy would do to a branch as it is now, before it is cloned from here. */
export function PolicyPreview(props: {
  readonly playground: Playground;
  /** The branch that is looked at first; null for the first there is. */
  readonly first: string | null;
  readonly onClose: () => void;
}) {
  const { playground, first, onClose } = props;
  const names = currentSnapshot(playground.timeline.value).branches.map(({ name }) => name);
  const chosen = useSignal(first ?? names[0]);
  const foresight = useSignal<Foresight | null>(null);
  useSignalEffect(() => {
    const policy = playground.policy.value;
    const branch = chosen.value;
    if (branch === undefined) return;
    void playground.foresee(branch).then((found) => {
      // Another may have been chosen while this one was asked for.
      if (policy === playground.policy.peek() && branch === chosen.peek()) foresight.value = found;
    });
  });
  if (chosen.value === undefined) return null;
  return (
    <section class="policy-preview" aria-label="What it would do">
      <h3>
        What it would do to{" "}
        <select
          aria-label="Branch"
          value={chosen.value}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
          }}
        >
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <CommandButton
          enabled={playground.canAct.value}
          onPress={() => {
            onClose();
            void playground.clone(chosen.value ?? "");
          }}
        >
          Clone {chosen.value}
        </CommandButton>
      </h3>
      <Told
        foresight={foresight.value}
        label={`${chosen.value} by ${describePolicy(playground.policy.value)}`}
      />
    </section>
  );
}

function Told({ foresight, label }: { readonly foresight: Foresight | null; readonly label: string }) {
  if (foresight === null) return <p class="soft">It cannot be told yet.</p>;
  if (foresight.is === "refused") return <p role="status">It would be refused. {foresight.text}</p>;
  return (
    <>
      <p role="status">{summaryOf(foresight.report)}</p>
      <TreatmentTable label={label} report={foresight.report} />
    </>
  );
}
