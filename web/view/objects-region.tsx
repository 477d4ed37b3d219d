import { type Signal, useSignal } from "@preact/signals";
import type { Page } from "../model/page.ts";
import type { Hues } from "../model/palette.ts";
import { currentSnapshot } from "../model/timeline.ts";
import { BranchTag } from "./branch-tag.tsx";
import { ObjectsBody } from "./objects-body.tsx";

/** What the branches refer to: one heap, drawn once, with arrows from each of the frames. */
export function ObjectsRegion({ page }: { readonly page: Page }) {
  const { playground, settings } = page;
  const snapshot = currentSnapshot(playground.shown.value);
  const names = snapshot.branches.map(({ name }) => name);
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const isOpen = !settings.foldsObjects.value;
  return (
    <section class="objects" aria-label="Objects">
      <div class="objects-head">
        <h2>
          <button
            type="button"
            class="plain fold"
            aria-expanded={isOpen}
            onClick={() => {
              settings.foldsObjects.value = isOpen;
            }}
          >
            Objects
          </button>
        </h2>
        {isOpen && names.length > 1 && <Filter names={names} hidden={hidden} hues={playground.hues.value} />}
      </div>
      {isOpen && <ObjectsBody snapshot={snapshot} hidden={hidden.value} hues={playground.hues.value} />}
    </section>
  );
}

/** Which branches are drawn. What is shared stays as long as one of its branches does. */
function Filter(props: {
  readonly names: readonly string[];
  readonly hidden: Signal<ReadonlySet<string>>;
  readonly hues: Hues;
}) {
  const { names, hidden, hues } = props;
  return (
    <fieldset class="objects-filter">
      <legend class="unseen">Branches that are drawn</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={!hidden.value.has(name)}
            onChange={(event) => {
              const others = [...hidden.value].filter((other) => other !== name);
              hidden.value = new Set(event.currentTarget.checked ? others : [...others, name]);
            }}
          />
          <span>
            <span class="unseen">Show </span>
            <BranchTag name={name} hue={hues.get(name) ?? 1} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
