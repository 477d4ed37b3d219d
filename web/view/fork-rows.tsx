import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Fork, layForkTree, neighbour, stage } from "../model/fork-tree.ts";
import type { Page } from "../model/page.ts";
import { ForkDrawing } from "./fork-drawing.tsx";
import { ForkRow } from "./fork-row.tsx";

/** The tree itself: a row for each branch, on a drawing of the lanes between them. */
export function ForkRows(props: {
  readonly page: Page;
  readonly forks: readonly Fork[];
  /** The one that is picked. */
  readonly here: Fork;
  readonly picked: Signal<number | null>;
}) {
  const { page, forks, here, picked } = props;
  const { columns } = page;
  const hues = page.playground.hues.value;
  const placed = layForkTree(forks);
  const ground = useRef<HTMLDivElement>(null);
  const want = (fork: Fork) => {
    if (stage(fork) !== "dropped") columns.want(fork.branch);
  };
  const toggle = ({ branch }: Fork) =>
    columns.collapsed.value.has(branch) ? columns.expand(branch) : columns.collapse(branch);
  const goTo = ({ at }: Fork) => {
    const row = ground.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    row?.focus({ preventScroll: true });
    // A row can be wider than its place; it is the branch that is to be seen.
    row?.querySelector(".tag")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  /** The keys of a tree; Enter goes to the column, and Space folds it away or brings it back. */
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnRow = event.target instanceof Element && event.target.role === "treeitem";
    const to = neighbour(forks, here, event.key);
    if (to !== undefined) goTo(to);
    else if (isOnRow && event.key === "Enter") want(here);
    else if (isOnRow && event.key === " " && stage(here) !== "dropped") toggle(here);
    else return;
    event.preventDefault();
  };
  return (
    <div class="fork-ground">
      <div class="fork-rows" role="tree" aria-label="Branches" tabIndex={-1} ref={ground} onKeyDown={press}>
        <ForkDrawing forks={placed} hues={hues} />
        {placed.map((one) => (
          <ForkRow
            key={one.fork.at}
            placed={one}
            hue={hues.get(one.fork.branch) ?? 1}
            isCurrent={one.fork === here}
            isCollapsed={stage(one.fork) !== "dropped" && columns.collapsed.value.has(one.fork.branch)}
            onPick={() => {
              picked.value = one.fork.at;
            }}
            onWant={() => want(one.fork)}
            onToggle={() => toggle(one.fork)}
          />
        ))}
      </div>
    </div>
  );
}
