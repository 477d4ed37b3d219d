import { describePolicy } from "../../protocol/policy.ts";
import { type Compared, type PolicyRun, STEPS } from "../model/policy-comparison.ts";
import { describeOutcome } from "../model/wording.ts";

/** What came of a clone by one policy: a row for the clone, and one for the original beside it. */
export function PolicyRunRows({ run, name }: { readonly run: PolicyRun; readonly name: string }) {
  const { policy, cloning, steps } = run;
  if (steps.length === 0) {
    return (
      <tbody>
        <tr>
          <th scope="rowgroup">{describePolicy(policy)}</th>
          <td colSpan={STEPS + 1}>
            <bdi>{describeOutcome(cloning)}</bdi>
          </td>
        </tr>
      </tbody>
    );
  }
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" rowSpan={2}>
          {describePolicy(policy)}
        </th>
        <th scope="row">clone</th>
        {steps.map(({ clone }, index) => (
          <OutcomeCell key={index} compared={clone} />
        ))}
      </tr>
      <tr>
        <th scope="row">{name}</th>
        {steps.map(({ original }, index) => (
          <OutcomeCell key={index} compared={original} />
        ))}
      </tr>
    </tbody>
  );
}

function OutcomeCell({ compared: { outcome, isUndisturbed } }: { readonly compared: Compared }) {
  const text = describeOutcome(outcome);
  return (
    <td class={isUndisturbed ? "" : "otherwise"} title={text}>
      <bdi>{text}</bdi>
      {!isUndisturbed && <span class="unseen"> (otherwise)</span>}
    </td>
  );
}
