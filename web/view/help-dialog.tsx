import type { ComponentChildren } from "preact";
import type { Page } from "../model/page.ts";
import { LOCAL_KEYS, SHORTCUTS } from "../model/shortcuts.ts";
import "../style/help.css";
import { CommandButton } from "./command-button.tsx";
import { Dialog } from "./dialog.tsx";
import { HelpLegend } from "./help-legend.tsx";

/** Ideas that are told of at length in the repository, and where. */
const IDEAS = [
  [
    "What belongs to a frame is cloned; what it only refers to is shared, unless a policy says otherwise.",
    "policies",
  ],
  [
    "Files have a position of their own, so that there are four ways to go on reading in two branches.",
    "files",
  ],
  ["A link carries source, actions and outcomes after its #, which no server is sent.", "links"],
  [
    "Code of a link runs in a sandbox without network and storage, and never before Run is pressed.",
    "safety",
  ],
  ["A frame can also be made by hand, as the article does from which all this comes.", "article-route"],
  ["Experiments can stand in other pages, and be checked in CI.", "embedding"],
] as const;

/** What you see, the keys, and where to read on. */
export function HelpDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  return (
    <Dialog title="Help" class="help" onClose={onClose}>
      <div class="dialog-tools">
        <p class="help-gist">
          A generator that is suspended keeps a frame. genclone copies that frame, so that a second generator
          goes on from the same place.
        </p>
        <CommandButton
          enabled={true}
          onPress={() => {
            onClose();
            page.settings.isNewcomer.value = false;
            page.dialog.value = "tour";
          }}
        >
          Take the tour
        </CommandButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by the keyboard */}
      <div class="dialog-body" tabIndex={0}>
        <HelpLegend />
        <KeyTable />
        <section aria-labelledby="help-ideas">
          <h3 id="help-ideas">Ideas to read about</h3>
          <ul class="help-ideas">
            {IDEAS.map(([idea, document]) => (
              <li key={document}>
                {idea} <code>docs/{document}.md</code>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}

function KeyTable() {
  return (
    <table class="keys">
      <caption>Keys</caption>
      <tbody>
        {SHORTCUTS.map(({ key, does }) => (
          <KeyRow key={key} keys={[key]}>
            {does}
          </KeyRow>
        ))}
        {LOCAL_KEYS.map(({ keys, does }) => (
          <KeyRow key={does} keys={keys}>
            {does}
          </KeyRow>
        ))}
      </tbody>
    </table>
  );
}

function KeyRow({
  keys,
  children,
}: {
  readonly keys: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <tr>
      <th scope="row">
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </th>
      <td>{children}</td>
    </tr>
  );
}
