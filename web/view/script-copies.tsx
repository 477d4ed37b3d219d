import { useSignal } from "@preact/signals";
import { copyText } from "../browser/clipboard.ts";
import type { Page } from "../model/page.ts";
import { CommandButton } from "./command-button.tsx";
import { CopyField } from "./copy-field.tsx";

/** What can be copied, by the name of its button. */
const KINDS = {
  script: { button: "Copy as Python script", name: "The script" },
  test: { button: "Copy as test", name: "The test" },
} as const;
type Kind = keyof typeof KINDS;

type Copying =
  | { readonly is: "nothing" }
  | { readonly is: "writing"; readonly kind: Kind }
  | { readonly is: "copied"; readonly kind: Kind }
  /** The browser did not let it be copied. */
  | { readonly is: "shown"; readonly kind: Kind; readonly text: string }
  | { readonly is: "bad"; readonly kind: Kind; readonly message: string };

/** Copies the experiment as plain Python: a script that tells, or a test that compares. */
export function ScriptCopies({ page }: { readonly page: Page }) {
  const copying = useSignal<Copying>({ is: "nothing" });
  const { value: now } = copying;
  const copy = async (kind: Kind) => {
    copying.value = { is: "writing", kind };
    try {
      const { writeScript } = await import("../model/scripts.ts");
      const text = await writeScript(kind, page.playground.standing.peek(), page.borrowInterpreter);
      copying.value = (await copyText(text)) ? { is: "copied", kind } : { is: "shown", kind, text };
    } catch (error) {
      copying.value = { is: "bad", kind, message: error instanceof Error ? error.message : String(error) };
    }
  };
  const button = (kind: Kind) => (
    <CommandButton enabled={now.is !== "writing"} onPress={() => void copy(kind)}>
      {KINDS[kind].button}
    </CommandButton>
  );
  return (
    <div class="share-way">
      <div class="share-row">
        <p class="soft">As plain Python.</p>
        {button("script")}
        {button("test")}
      </div>
      <p class="soft copy-said" role="status">
        {now.is === "writing" && `Python looks at what compiles …`}
        {now.is === "copied" && `${KINDS[now.kind].name} is in the clipboard`}
        {now.is === "shown" && "The browser did not let it be copied: copy it from the field"}
      </p>
      {now.is === "shown" && <CopyField label={KINDS[now.kind].name} text={now.text} rows={8} selected />}
      {now.is === "bad" && (
        <div role="alert">
          <strong>{KINDS[now.kind].name} could not be written</strong>
          <p>{now.message}</p>
        </div>
      )}
    </div>
  );
}
