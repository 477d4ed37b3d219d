import type { Signal } from "@preact/signals";
import { type Fork, stage } from "../model/fork-tree.ts";
import type { Page } from "../model/page.ts";
import { CommandButton } from "./command-button.tsx";

/** What can be done to the branch that is picked in the fork tree, and what leads back to all of them. */
export function ForkCommands(props: {
  readonly page: Page;
  readonly fork: Fork;
  /** The branch that is being renamed. */
  readonly renaming: Signal<string | null>;
}) {
  const { page, fork, renaming } = props;
  const { playground, columns } = page;
  const { branch } = fork;
  const isRenaming = renaming.value === branch;
  return (
    <div class="fork-commands">
      <CommandButton
        enabled={playground.canAct.value}
        expanded={isRenaming}
        title="Give the branch another name, in everything that was done to it"
        onPress={() => {
          renaming.value = isRenaming ? null : branch;
        }}
      >
        Rename {branch}…
      </CommandButton>
      <CommandButton
        enabled={stage(fork) !== "dropped"}
        title="Collapse the columns of all other branches"
        onPress={() => columns.showOnly(branch)}
      >
        Show only {branch}
      </CommandButton>
      <CommandButton
        enabled={columns.collapsed.value.size > 0}
        title="Expand the columns of all branches"
        onPress={() => columns.showAll()}
      >
        Show all
      </CommandButton>
    </div>
  );
}
