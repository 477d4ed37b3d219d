import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Page } from "../model/page.ts";
import { pinsOf, troublesOf } from "../model/places.ts";
import type { Editor } from "./editor/editor.ts";

/**
 * The source to read and write: at first, and where the editor cannot be had, in a plain field; then in a CodeMirror
 * editor that is kept in step with the playground, both ways.
 */
export function SourceEditor({ page }: { readonly page: Page }) {
  const { playground, spotlight } = page;
  const host = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const editor = useSignal<Editor | null>(null);

  useEffect(() => {
    let made: Editor | undefined;
    let isGone = false;
    import("./editor/editor.ts").then(
      ({ createEditor }) => {
        if (isGone || host.current === null) return;
        made = createEditor(host.current, {
          text: playground.source.peek(),
          selection: selectionIn(field.current),
          onEdit: (text) => {
            playground.source.value = text;
          },
          onRun: () => void playground.run(),
          onLook: (line) => {
            const now = spotlight.peek();
            if (line !== null) spotlight.value = { is: "line", line };
            else if (now?.is === "line") spotlight.value = null;
          },
        });
        editor.value = made;
      },
      (error: unknown) =>
        console.warn(`The source is in a plain field, for the editor is not here: ${error}`),
    );
    return () => {
      isGone = true;
      made?.destroy();
    };
  }, [playground, spotlight, editor]);

  useSignalEffect(() => editor.value?.setText(playground.source.value));
  useSignalEffect(() => editor.value?.setPins(pinsOf(playground.shown.value, playground.hues.value)));
  useSignalEffect(() => {
    const lit = spotlight.value;
    editor.value?.setSpot(lit?.is === "line" ? lit.line : null);
  });
  useSignalEffect(() => editor.value?.setTroubles(troublesOf(playground.shown.value)));

  return (
    <div class="editor" ref={host}>
      {editor.value === null && (
        <textarea
          ref={field}
          class="plain-editor"
          aria-label="Source code"
          spellcheck={false}
          value={playground.source.value}
          onInput={(event) => {
            playground.source.value = event.currentTarget.value;
          }}
        />
      )}
    </div>
  );
}

/** Where somebody is writing already; null where nobody is. */
function selectionIn(field: HTMLTextAreaElement | null): readonly [number, number] | null {
  if (field === null || document.activeElement !== field) return null;
  return [field.selectionStart, field.selectionEnd];
}
