import type { Page } from "../model/page.ts";
import { CommandButton } from "./command-button.tsx";

/** What the page has to say before anything else: of a link that brought code, and of what did not work. */
export function NoticeList({ page }: { readonly page: Page }) {
  const origin = page.desk.origin.value;
  // A link that takes another's place is an event, too, for a screen reader.
  const key = origin.is === "link" ? origin.fragment : origin.is;
  return (
    <div class="notices">
      {page.desk.isForeign.value && <ForeignBanner key={key} />}
      {page.notices.all.value.map(({ about, tone, title, text, number }) => (
        <div key={number} class="notice" role={tone === "alert" ? "alert" : "note"}>
          <div>
            <strong>{title}</strong>
            {text.split("\n").map((line, index) => (
              <p key={index}>
                <bdi>{line}</bdi>
              </p>
            ))}
          </div>
          <CommandButton enabled={true} onPress={() => page.notices.dismiss(about)}>
            Dismiss
          </CommandButton>
        </div>
      ))}
    </div>
  );
}

/** Goes away with `Run`, which is the answer to it. */
function ForeignBanner() {
  return (
    <div class="notice" role="note">
      <div>
        <strong>This link carries code that somebody else wrote.</strong>
        <p>
          Read it, then press <kbd>Run</kbd>. Until then it does nothing.
        </p>
      </div>
    </div>
  );
}
