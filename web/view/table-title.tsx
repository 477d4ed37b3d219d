import type { TableName } from "../model/comparison.ts";
import type { Settings } from "../model/settings.ts";
import type { PlacedTable } from "./frame-rows.ts";

/** A table's name, which puts its rows away and brings them back, for all branches. */
export function TableTitle(props: {
  readonly placed: PlacedTable;
  readonly settings: Settings;
  /** How many instructions there are in all. */
  readonly instructions: number;
}) {
  const { placed, settings, instructions } = props;
  const { name } = placed.table;
  return (
    <>
      {name === "Bytecode" && !placed.isFolded && <WholeBytecode settings={settings} count={instructions} />}
      <FoldButton name={name} settings={settings} />
    </>
  );
}

function FoldButton({ name, settings }: { readonly name: TableName; readonly settings: Settings }) {
  const folded = settings.folded.value;
  const isFolded = folded.has(name);
  return (
    <button
      type="button"
      class="plain fold"
      aria-expanded={!isFolded}
      aria-label={`Rows of ${name}`}
      onClick={() => {
        const others = [...folded].filter((other) => other !== name);
        settings.folded.value = new Set(isFolded ? others : [...others, name]);
      }}
    >
      {name}
    </button>
  );
}

/** Between the instructions around the branches, and all. */
function WholeBytecode({ settings, count }: { readonly settings: Settings; readonly count: number }) {
  const isWhole = settings.wholeBytecode.value;
  return (
    <button
      type="button"
      class="plain whole"
      aria-pressed={isWhole}
      aria-label={`All ${count} instructions`}
      onClick={() => {
        settings.wholeBytecode.value = !isWhole;
      }}
    >
      {isWhole ? "fewer" : `all ${count}`}
    </button>
  );
}
