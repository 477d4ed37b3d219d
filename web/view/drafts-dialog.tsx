import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { canonicalText } from "../../protocol/canonical.ts";
import type { Draft } from "../model/drafts.ts";
import { fileName, listText } from "../model/files.ts";
import { BLANK } from "../model/first.ts";
import type { Page } from "../model/page.ts";
import { CommandButton } from "./command-button.tsx";
import { Dialog } from "./dialog.tsx";
import { DraftItem } from "./draft-item.tsx";

/** The visitor's own experiments. */
export function DraftsDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  const { drafts, desk } = page;
  const removed = useSignal<Draft | null>(null);
  useEffect(() => void drafts.refresh(), [drafts]);
  const list = drafts.list.value;
  const origin = desk.origin.value;

  const remove = (draft: Draft) => {
    removed.value = draft;
    desk.leaveDraft(draft.id);
    void drafts.remove(draft.id);
  };
  const restore = (draft: Draft) => {
    removed.value = null;
    void drafts.restore(draft);
  };
  const open = (draft: Draft) => {
    onClose();
    void desk.openDraft(draft.id);
  };
  return (
    <Dialog title="Drafts" class="drafts" onClose={onClose}>
      <div class="dialog-tools">
        <CommandButton
          enabled={true}
          onPress={() => {
            onClose();
            desk.openGallery(BLANK);
          }}
        >
          New
        </CommandButton>
        <ImportButton page={page} onOpened={onClose} />
        <CommandButton
          enabled={list.length > 0}
          onPress={() =>
            page.download("genclone-drafts.json", listText(list.map(({ experiment }) => experiment)))
          }
        >
          Export all
        </CommandButton>
      </div>
      <div class="dialog-body">
        <p class="soft undo" role="status">
          {removed.value !== null && (
            <>
              <span>
                Deleted <bdi>{removed.value.experiment.title}</bdi>
              </span>
              <Undo draft={removed.value} onUndo={restore} />
            </>
          )}
        </p>
        <ul class="draft-list">
          {list.map((draft) => (
            <DraftItem
              key={draft.id}
              draft={draft}
              isOpen={origin.is === "draft" && origin.id === draft.id}
              onOpen={() => open(draft)}
              onRename={(title) => rename(page, draft, title)}
              onDuplicate={() => void drafts.add(draft.experiment)}
              onExport={() => page.download(fileName(draft.experiment), canonicalText(draft.experiment))}
              onDelete={() => remove(draft)}
            />
          ))}
        </ul>
        {list.length === 0 && (
          <p class="soft nothing">
            No drafts yet. Whatever you write is kept here, in this browser, from the first change on.
          </p>
        )}
        {drafts.unreadable.value > 0 && (
          <p class="soft">
            {drafts.unreadable.value} more cannot be read by this version of the page; they are kept as they
            are.
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** The draft that is open is renamed where it is open. */
function rename(page: Page, draft: Draft, title: string): void {
  const origin = page.desk.origin.value;
  if (origin.is === "draft" && origin.id === draft.id) page.playground.title.value = title;
  else void page.drafts.keep(draft.id, { ...draft.experiment, title });
}

function Undo({ draft, onUndo }: { readonly draft: Draft; readonly onUndo: (draft: Draft) => void }) {
  return (
    <CommandButton enabled={true} onPress={() => onUndo(draft)}>
      Undo
    </CommandButton>
  );
}

function ImportButton({ page, onOpened }: { readonly page: Page; readonly onOpened: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        onChange={async (event) => {
          const { currentTarget } = event;
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again.
          currentTarget.value = "";
          const added = await page.importFiles(files);
          if (added.length !== 1) return;
          onOpened();
        }}
      />
      <CommandButton enabled={true} onPress={() => field.current?.click()}>
        Import file…
      </CommandButton>
    </>
  );
}
