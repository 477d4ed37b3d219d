import { EXAMPLES } from "../model/examples.ts";
import type { Playground } from "../model/playground.ts";

/** The experiment's title, and a way to another one: or back to the same, once it was edited. */
export function ExamplePicker({ playground }: { readonly playground: Playground }) {
  const current = playground.experiment.value;
  const isEdited = playground.source.value !== current.source;
  const chosen = isEdited ? undefined : [...EXAMPLES].find(([, example]) => example === current)?.[0];
  return (
    <select
      class="title"
      aria-label="Example"
      value={chosen ?? ""}
      onChange={(event) => {
        const example = EXAMPLES.get(event.currentTarget.value);
        if (example !== undefined) playground.load(example);
      }}
    >
      {chosen === undefined && (
        <option value="">{isEdited ? `${current.title} (edited)` : current.title}</option>
      )}
      {[...EXAMPLES].map(([name, example]) => (
        <option key={name} value={name}>
          {example.title}
        </option>
      ))}
    </select>
  );
}
