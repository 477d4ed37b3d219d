import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { copyText } from "../browser/clipboard.ts";
import { CommandButton } from "./command-button.tsx";

/** A text to take along: to select, or by `Copy`. */
export function CopyField(props: {
  /** What it is, said above it. */
  readonly label: string;
  readonly text: string;
  readonly rows: number;
  /** Whether it is selected as it comes. */
  readonly selected?: boolean;
}) {
  const { label, text, rows, selected = false } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const copied = useSignal<boolean | null>(null);
  useEffect(() => {
    if (selected) field.current?.select();
  }, [text, selected]);
  return (
    <div class="copy-field">
      <div class="copy-field-head">
        <label>
          <span>{label}</span>
          <textarea ref={field} readonly rows={rows} spellcheck={false} value={text} />
        </label>
        <CommandButton
          enabled={true}
          onPress={async () => {
            copied.value = await copyText(text);
            if (!copied.value) field.current?.select();
          }}
        >
          Copy
        </CommandButton>
      </div>
      <p class="soft copy-said" role="status">
        {copied.value === true && "Copied to the clipboard"}
        {copied.value === false && "The browser did not let it be copied: copy it from the field"}
      </p>
    </div>
  );
}
