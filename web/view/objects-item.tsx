import { type Thing, whose } from "../model/heap.ts";
import type { Box } from "../model/heap-routes.ts";
import type { Hues } from "../model/palette.ts";
import { BranchTag } from "./branch-tag.tsx";
import { placed } from "./placed.ts";

/**
 * One object: `#7 list [1, 2, 3]: A.acc, B.acc (shared)`. Where it is drawn, arrows say who holds it and the letters of the
 * branches whose it is; the words are there for whoever cannot see them.
 */
export function ObjectItem(props: {
  readonly thing: Thing;
  /** How many branches there are. */
  readonly branches: number;
  readonly hues: Hues;
  readonly box: Box | undefined;
  /** Whether it is the one that the Tab key comes to. */
  readonly isReached: boolean;
  readonly onPoint: (isOn: boolean) => void;
  readonly onFocus: (isOn: boolean) => void;
}) {
  const { thing, branches, hues, box, isReached, onPoint, onFocus } = props;
  const { ordinal, type, text, holders } = thing;
  const owner = whose(thing, branches);
  const held = `${holders.join(", ")}${owner === "" ? "" : ` (${owner})`}`;
  const [only = ""] = thing.branches;
  const isOwn = branches > 1 && thing.branches.length === 1;
  return (
    <li
      class="thing"
      data-hue={isOwn ? (hues.get(only) ?? 1) : undefined}
      data-drawn={box !== undefined}
      style={box && placed(box)}
    >
      <button
        type="button"
        class="bare"
        tabIndex={isReached ? 0 : -1}
        title={`${type}\n${text}\n${held}`}
        onPointerEnter={() => onPoint(true)}
        onPointerLeave={() => onPoint(false)}
        onFocus={() => onFocus(true)}
        onBlur={() => onFocus(false)}
        onClick={(event) => event.currentTarget.focus()}
      >
        <span class="thing-head">
          <span class="ordinal">#{ordinal}</span> <bdi>{type}</bdi>
          {branches > 1 && <Letters names={thing.branches} all={branches} hues={hues} />}
        </span>{" "}
        <span class="thing-text">
          <bdi>{text}</bdi>
          <span class="thing-held">
            : <bdi>{held}</bdi>
          </span>
        </span>
      </button>
    </li>
  );
}

/** Whose an object is, as far as there is room: the branches' letters, or how many they are. */
function Letters(props: { readonly names: readonly string[]; readonly all: number; readonly hues: Hues }) {
  const { names, all, hues } = props;
  const count = names.length === all ? "all" : `${names.length} of ${all}`;
  return (
    <span class="thing-branches" aria-hidden="true">
      {names.length < 3
        ? names.map((name) => <BranchTag key={name} name={name} hue={hues.get(name) ?? 1} />)
        : count}
    </span>
  );
}
