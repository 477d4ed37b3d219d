import { EXAMPLES } from "../model/examples.ts";
import type { Playground } from "../model/playground.ts";

/** The experiment's title, and a way to another one. */
export function ExamplePicker({ playground }: { readonly playground: Playground }) {
  const current = playground.experiment.value;
  const chosen = [...EXAMPLES].find(([, example]) => example === current)?.[0] ?? "";
  return (
    <select
      class="title"
      aria-label="Example"
      value={chosen}
      onChange={(event) => {
        const example = EXAMPLES.get(event.currentTarget.value);
        if (example !== undefined) playground.load(example);
      }}
    >
      {chosen === "" && <option value="">{current.title}</option>}
      {[...EXAMPLES].map(([name, example]) => (
        <option key={name} value={name}>
          {example.title}
        </option>
      ))}
    </select>
  );
}
