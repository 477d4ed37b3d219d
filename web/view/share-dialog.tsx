import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { canonicalText } from "../../protocol/canonical.ts";
import { LONGEST_LINK } from "../../protocol/link.ts";
import { copyText } from "../browser/clipboard.ts";
import { fileName } from "../model/files.ts";
import type { Page } from "../model/page.ts";
import { CommandButton } from "./command-button.tsx";
import { Dialog } from "./dialog.tsx";
import { EmbedSnippets } from "./embed-snippets.tsx";
import { ScriptCopies } from "./script-copies.tsx";

type Making =
  | { readonly is: "making" }
  | { readonly is: "made"; readonly link: string; readonly copied: boolean | null }
  | { readonly is: "bad"; readonly message: string };

/** The link to the experiment as it stands: made, put into the address bar and copied, or why not. And other ways. */
export function ShareDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  const making = useSignal<Making>({ is: "making" });
  const copy = async (link: string) => {
    making.value = { is: "made", link, copied: await copyText(link) };
  };
  useEffect(() => {
    page.links.make().then(copy, (error: unknown) => {
      making.value = { is: "bad", message: error instanceof Error ? error.message : String(error) };
    });
  }, [page]);
  const experiment = page.playground.standing.value;
  const { value: now } = making;
  return (
    <Dialog title="Share" class="share" onClose={onClose}>
      <div class="dialog-body">
        {now.is === "made" && (
          <LinkField link={now.link} copied={now.copied} onCopy={() => void copy(now.link)} />
        )}
        {now.is === "bad" && (
          <div role="alert">
            <strong>There is no link to this experiment</strong>
            <p>{now.message}</p>
          </div>
        )}
        <div class="share-way">
          <div class="share-row">
            <p class="soft">As a file, for a repository or for CI.</p>
            <CommandButton
              enabled={true}
              onPress={() => page.download(fileName(experiment), canonicalText(experiment))}
            >
              Download
            </CommandButton>
          </div>
        </div>
        <ScriptCopies page={page} />
        {now.is === "made" && <EmbedSnippets link={now.link} title={experiment.title} />}
      </div>
    </Dialog>
  );
}

function LinkField(props: {
  readonly link: string;
  readonly copied: boolean | null;
  readonly onCopy: () => void;
}) {
  const { link, copied, onCopy } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [link]);
  const fragment = link.slice(link.indexOf("#") + 1);
  return (
    <>
      <p>
        Source, actions and outcomes are all in the link, after its <code>#</code>, which is sent to no
        server. Whoever opens it sees the source; nothing runs before they press <kbd>Run</kbd>.
      </p>
      <div class="share-link">
        <input ref={field} type="text" readonly aria-label="Link" value={link} />
        <CommandButton class="go" enabled={true} onPress={onCopy}>
          Copy link
        </CommandButton>
      </div>
      <p class="soft share-size">
        <span>
          {kib(fragment.length)} of {LONGEST_LINK / 1024} KiB
        </span>
        <span role="status">
          {copied === true && "Copied to the clipboard"}
          {copied === false && "The browser did not let it be copied: copy it from the field"}
        </span>
      </p>
    </>
  );
}

const kib = (bytes: number): string => (bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`);
