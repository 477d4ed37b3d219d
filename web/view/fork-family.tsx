import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { forkTree } from "../model/fork-tree.ts";
import type { Page } from "../model/page.ts";
import { ForkCommands } from "./fork-commands.tsx";
import { ForkRows } from "./fork-rows.tsx";
import { NoFork } from "./no-fork.tsx";
import { RenameForm } from "./rename-form.tsx";

/** Who was cloned from whom, up to the moment that is looked at, and what becomes of the columns of these branches. */
export function ForkFamily({ page }: { readonly page: Page }) {
  const { playground, columns } = page;
  const forks = forkTree(playground.shown.value);
  /** By the action that made it. */
  const picked = useSignal<number | null>(null);
  const here = forks.find(({ at }) => at === picked.value) ?? forks[0];
  const renaming = useSignal<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const focusOn = (selector: string) => box.current?.querySelector<HTMLElement>(selector)?.focus();
  return (
    <div ref={box}>
      {here === undefined ? (
        <NoFork>no branch yet</NoFork>
      ) : (
        <div class="fork-head">
          <h2>Fork tree</h2>
          <ForkCommands page={page} fork={here} renaming={renaming} />
        </div>
      )}
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
            // The branches are gone meanwhile, and with them the place of a keyboard user.
            void redone.then(() => focusOn('[role="treeitem"][tabindex="0"]'));
          }}
        />
      )}
      {here !== undefined && <ForkRows page={page} forks={forks} here={here} picked={picked} />}
    </div>
  );
}
