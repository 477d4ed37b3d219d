import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { describePolicy } from "../../protocol/policy.ts";
import type { Page } from "../model/page.ts";
import { comparePolicies, type PolicyRun, policiesFor, STEPS } from "../model/policy-comparison.ts";
import { currentSnapshot } from "../model/timeline.ts";
import { Dialog } from "./dialog.tsx";
import { PolicyRunRows } from "./policy-run-rows.tsx";

/** Clones one branch under every policy that matters, and shows what each clone and the original do then. */
export function CompareDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  const { playground } = page;
  const snapshot = currentSnapshot(playground.shown.peek());
  const names = snapshot.branches.map(({ name }) => name);
  const chosen = useSignal(names[0] ?? null);
  return (
    <Dialog title="Compare policies" class="compare" onClose={onClose}>
      <div class="dialog-tools">
        {names.length > 1 && (
          <label>
            Branch{" "}
            <select
              value={chosen.value ?? ""}
              onChange={(event) => {
                chosen.value = event.currentTarget.value;
              }}
            >
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <p class="soft explained">
          Each row is a clone by another policy, made anew; then clone and original take {STEPS} steps in
          turns. <b class="otherwise">Marked</b> is what the original would not have come to by itself.
        </p>
      </div>
      <div class="dialog-body">
        {chosen.value === null ? (
          <p class="soft nothing">There is no branch yet: press Run first.</p>
        ) : (
          <Comparison key={chosen.value} page={page} name={chosen.value} />
        )}
      </div>
    </Dialog>
  );
}

function Comparison({ page, name }: { readonly page: Page; readonly name: string }) {
  const { playground } = page;
  const runs = useSignal<readonly PolicyRun[]>([]);
  const timeline = playground.shown.peek();
  const snapshot = currentSnapshot(timeline);
  const branch = snapshot.branches.find((one) => one.name === name);
  const policies = branch === undefined ? [] : policiesFor(branch, snapshot);
  useEffect(() => {
    const over = new AbortController();
    const supervisor = page.borrowInterpreter(playground.python.peek());
    const prefix = {
      source: playground.ranSource.peek() ?? playground.source.peek(),
      actions: timeline.filter(({ step }) => step !== null).map(({ action }) => action),
      branch: name,
    };
    const add = (run: PolicyRun) => {
      runs.value = [...runs.value, run];
    };
    void comparePolicies(supervisor, prefix, policies, add, over.signal).finally(() => supervisor.dispose());
    return () => {
      over.abort();
      supervisor.dispose();
    };
  }, []);
  const left = policies.length - runs.value.length;
  return (
    <>
      <table class="runs" aria-label={`Clones of ${name}`}>
        <thead>
          <tr>
            <th scope="col">policy</th>
            <th scope="col">by whom</th>
            {Array.from({ length: STEPS }, (_, index) => (
              <th key={index} scope="col">
                next {index + 1}
              </th>
            ))}
          </tr>
        </thead>
        {runs.value.map((run) => (
          <PolicyRunRows key={describePolicy(run.policy)} run={run} name={name} />
        ))}
      </table>
      <p class="soft" role="status">
        {left > 0
          ? `${runs.value.length} of ${policies.length} policies …`
          : `${policies.length} policies compared`}
      </p>
    </>
  );
}
