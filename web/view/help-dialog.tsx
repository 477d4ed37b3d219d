import type { ComponentChildren } from "preact";
import type { Page } from "../model/page.ts";
import { LOCAL_KEYS, SHORTCUTS } from "../model/shortcuts.ts";
import "../style/help.css";
import { CommandButton } from "./command-button.tsx";
import { Dialog } from "./dialog.tsx";
import { HelpLegend } from "./help-legend.tsx";

/** What you see, and the keys. What is in a frame is told on a page of its own. */
export function HelpDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  return (
    <Dialog title="Help" class="help" onClose={onClose}>
      <div class="dialog-tools">
        <p class="help-gist">
          A generator that is suspended keeps a frame. genclone copies that frame, so that a second generator
          goes on from the same place.{" "}
          <a href="./help.html" target="_blank" rel="noopener">
            What is in a frame
          </a>
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
