import { useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { pinsOf, troublesOf } from "../model/places.ts";
import type { Playground } from "../model/playground.ts";
import { createEditor, type Editor } from "./editor/editor.ts";

/** Keeps a CodeMirror editor in step with the playground, both ways. */
export function SourceEditor({ playground }: { readonly playground: Playground }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);

  useLayoutEffect(() => {
    if (host.current === null) return;
    const made = createEditor(host.current, {
      text: playground.source.peek(),
      onEdit: (text) => {
        playground.source.value = text;
      },
      onRun: () => {
        playground.run();
      },
    });
    editor.current = made;
    return () => made.destroy();
  }, [playground]);

  useSignalEffect(() => editor.current?.setText(playground.source.value));
  useSignalEffect(() => editor.current?.setPins(pinsOf(playground.timeline.value, playground.hues.value)));
  useSignalEffect(() => editor.current?.setTroubles(troublesOf(playground.timeline.value)));

  return <div class="editor" ref={host} />;
}
