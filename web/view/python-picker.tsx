import type { Playground } from "../model/playground.ts";

/** Chooses the CPython that the experiment runs on. An experiment may name one that is not here. */
export function PythonPicker({ playground }: { readonly playground: Playground }) {
  const chosen = playground.python.value;
  return (
    <select
      aria-label="Python"
      title="The CPython that runs the experiment. What was done so far is done again on another one."
      value={chosen}
      onChange={(event) => playground.usePython(event.currentTarget.value)}
    >
      {playground.pythons.map((version) => (
        <option key={version} value={version}>
          Python {version}
        </option>
      ))}
      {!playground.pythons.includes(chosen) && (
        <option value={chosen} disabled={true}>
          Python {chosen} (not here)
        </option>
      )}
    </select>
  );
}
