import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Fork, forkTree, layForkTree, neighbour, stage } from "../model/fork-tree.ts";
import type { Page } from "../model/page.ts";
import { ForkCommands } from "./fork-commands.tsx";
import { ForkDrawing } from "./fork-drawing.tsx";
import { ForkRow } from "./fork-row.tsx";
import { RenameForm } from "./rename-form.tsx";

/**
 * Who was cloned from whom, at which action and by which policy, up to the moment that is looked at: a tree, drawn with a
 * lane for each branch. It leads to the columns, and folds them away.
 */
export function ForkTree({ page }: { readonly page: Page }) {
  const { playground, columns } = page;
  const forks = forkTree(playground.shown.value);
  /** By the action that made it. */
  const picked = useSignal<number | null>(null);
  const here = forks.find(({ at }) => at === picked.value) ?? forks[0];
  const renaming = useSignal<string | null>(null);
  const region = useRef<HTMLElement>(null);
  const focusOn = (selector: string) => region.current?.querySelector<HTMLElement>(selector)?.focus();
  const toggle = (branch: string) =>
    columns.collapsed.value.has(branch) ? columns.expand(branch) : columns.collapse(branch);
  const want = (fork: Fork) => {
    if (stage(fork) !== "dropped") columns.want(fork.branch);
  };
  const press = (event: KeyboardEvent, from: Fork) => {
    const onRow = event.target instanceof HTMLElement && event.target.role === "treeitem";
    const to = neighbour(forks, from, event.key);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (to !== undefined) focusOn(`[data-at="${to.at}"]`);
    else if (onRow && event.key === "Enter") want(from);
    else if (onRow && event.key === " " && stage(from) !== "dropped") toggle(from.branch);
    else return;
    event.preventDefault();
  };
  return (
    <section class="fork-tree" aria-label="Fork tree" ref={region}>
      <div class="fork-head">
        <h2>Fork tree</h2>
        {here === undefined ? (
          <p class="soft">no branch yet</p>
        ) : (
          <ForkCommands page={page} fork={here} renaming={renaming} />
        )}
      </div>
      {renaming.value !== null && (
        <RenameForm
          key={renaming.value}
          playground={playground}
          branch={renaming.value}
          onCancel={() => {
            renaming.value = null;
            focusOn('[aria-expanded="true"]');
          }}
          onRename={(to, redone) => {
            columns.rename(renaming.value ?? to, to);
            renaming.value = null;
            void redone.then(() => focusOn('[role="treeitem"][tabindex="0"]'));
          }}
        />
      )}
      {here !== undefined && (
        <div class="fork-ground">
          <div
            class="fork-rows"
            role="tree"
            aria-label="Branches"
            tabIndex={-1}
            onKeyDown={(event) => press(event, here)}
          >
            <ForkDrawing forks={layForkTree(forks)} hues={playground.hues.value} />
            {layForkTree(forks).map((placed) => (
              <ForkRow
                key={placed.fork.at}
                placed={placed}
                hue={playground.hues.value.get(placed.fork.branch) ?? 1}
                isCurrent={placed.fork === here}
                isCollapsed={
                  stage(placed.fork) !== "dropped" && columns.collapsed.value.has(placed.fork.branch)
                }
                onPick={() => {
                  picked.value = placed.fork.at;
                }}
                onWant={() => want(placed.fork)}
                onToggle={() => toggle(placed.fork.branch)}
              />
            ))}
          </div>
        </div>
      )}
    </section>
  );
}
