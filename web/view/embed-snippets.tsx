import { useSignal } from "@preact/signals";
import { snippetsOf } from "../model/snippets.ts";
import { CommandButton } from "./command-button.tsx";
import { CopyField } from "./copy-field.tsx";

/** Shows, when asked, the markup that puts the experiment into somebody else's page. */
export function EmbedSnippets({ link, title }: { readonly link: string; readonly title: string }) {
  const isOpen = useSignal(false);
  const { frame, tag } = snippetsOf(link, title);
  return (
    <div class="share-way">
      <div class="share-row">
        <p class="soft">In a page of yours: small, and still until its reader presses Run.</p>
        <CommandButton
          enabled={true}
          expanded={isOpen.value}
          onPress={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          Embed
        </CommandButton>
      </div>
      {isOpen.value && (
        <>
          <CopyField label="One tag, as high as what it shows" text={tag} rows={4} />
          <CopyField label="A frame, without a script" text={frame} rows={4} />
        </>
      )}
    </div>
  );
}
