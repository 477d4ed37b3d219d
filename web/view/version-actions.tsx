import { useRef } from "preact/hooks";
import { branchOf } from "../../protocol/action.ts";
import type { Step } from "../../protocol/engine.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { type Hues, hueOf } from "../model/palette.ts";
import { grade } from "../model/timeline.ts";
import type { ComparedAction, Pair } from "../model/version-comparison.ts";
import { describeAction, outcomeDetail, outcomeVerb } from "../model/wording.ts";
import { BranchTag } from "./branch-tag.tsx";

/** A row an action, what came of it on each Python beside it. A row is chosen by a press, or by the arrow keys. */
export function VersionActions(props: {
  readonly compared: readonly ComparedAction[];
  readonly pythons: Pair<string>;
  /** Which Pythons play no more of them. */
  readonly isOver: Pair<boolean>;
  readonly hues: Hues;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}) {
  const { compared, pythons, isOver, hues, chosen, onChoose } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const goTo = (index: number) => {
    const at = Math.max(0, Math.min(index, compared.length - 1));
    onChoose(at);
    body.current?.querySelectorAll("tr")[at]?.focus();
  };
  return (
    <div class="version-scroller">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be chosen is a grid */}
      <table class="version-actions" role="grid" aria-label={`Actions on CPython ${pythons.join(" and ")}`}>
        <thead>
          <tr>
            <th scope="col">action</th>
            {pythons.map((python) => (
              <th key={python} scope="col">
                CPython {python}
              </th>
            ))}
            <th scope="col">differs in</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {compared.map((row, index) => (
            <ActionRow
              key={index}
              row={row}
              index={index}
              isOver={isOver}
              hues={hues}
              isChosen={index === chosen}
              isWayIn={index === (chosen ?? 0)}
              goTo={goTo}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ActionRow(props: {
  readonly row: ComparedAction;
  readonly index: number;
  readonly isOver: Pair<boolean>;
  readonly hues: Hues;
  readonly isChosen: boolean;
  /** Whether the Tab key comes to this row. */
  readonly isWayIn: boolean;
  readonly goTo: (index: number) => void;
}) {
  const { row, index, isOver, hues, isChosen, isWayIn, goTo } = props;
  const { action, steps, differences } = row;
  const branch = branchOf(action);
  return (
    <tr
      tabIndex={isWayIn ? 0 : -1}
      aria-selected={isChosen}
      data-differs={differences.length > 0}
      onClick={() => goTo(index)}
      onKeyDown={(event) => {
        const to = KEYS[event.key]?.(index);
        if (to === undefined) return;
        event.preventDefault();
        goTo(to);
      }}
    >
      <th scope="row">
        <div class="what">
          <span class="number">{index + 1}</span>
          {branch !== null && <BranchTag name={branch} hue={hueOf(hues, action) ?? 1} />}
          <bdi>{describeAction(action)}</bdi>
        </div>
      </th>
      {steps.map((step, side) =>
        step === null ? (
          <td key={side} class="soft">
            {isOver[side] ? "not played" : "…"}
          </td>
        ) : (
          <OutcomeCell key={side} outcome={step.outcome} isOtherwise={differences.includes("outcome")} />
        ),
      )}
      <td class="verdict">
        {differences.length > 0 ? `≠ ${differences.join(", ")}` : <Same steps={steps} />}
      </td>
    </tr>
  );
}

/** Where a key leads from a row. */
const KEYS: Readonly<Record<string, (from: number) => number>> = {
  ArrowUp: (from) => from - 1,
  ArrowDown: (from) => from + 1,
  Home: () => 0,
  End: () => Number.POSITIVE_INFINITY,
  Enter: (from) => from,
  " ": (from) => from,
};

function Same({ steps }: { readonly steps: Pair<Step | null> }) {
  return steps.includes(null) ? null : <span class="soft">same</span>;
}

function OutcomeCell({ outcome, isOtherwise }: { readonly outcome: Outcome; readonly isOtherwise: boolean }) {
  return (
    <td data-grade={grade(outcome)}>
      <div class="clamped">
        {outcomeVerb(outcome)} <bdi class={isOtherwise ? "otherwise" : ""}>{outcomeDetail(outcome)}</bdi>
      </div>
    </td>
  );
}
