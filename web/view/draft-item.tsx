import type { Draft } from "../model/drafts.ts";
import { CommandButton } from "./command-button.tsx";

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** One draft in the list: its title, which can be changed there, and what can be done with it. */
export function DraftItem(props: {
  readonly draft: Draft;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onRename: (title: string) => void;
  readonly onDuplicate: () => void;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}) {
  const { draft, isOpen } = props;
  const { title, python } = draft.experiment;
  const changed = new Date(draft.changed);
  return (
    <li class="draft" aria-current={isOpen}>
      <input
        type="text"
        class="title draft-title"
        aria-label="Title"
        value={title}
        onChange={(event) => props.onRename(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
      />
      <p class="soft">
        Python {python} · <time dateTime={changed.toISOString()}>{WHEN.format(changed)}</time>
        {isOpen && " · open"}
      </p>
      <div class="draft-actions">
        <CommandButton enabled={true} onPress={props.onOpen}>
          Open
        </CommandButton>
        <CommandButton enabled={true} onPress={props.onDuplicate}>
          Duplicate
        </CommandButton>
        <CommandButton enabled={true} onPress={props.onExport}>
          Export
        </CommandButton>
        <CommandButton enabled={true} onPress={props.onDelete}>
          Delete
        </CommandButton>
      </div>
    </li>
  );
}
