import type { Notices } from "../model/notices.ts";
import { CommandButton } from "./command-button.tsx";

/** What the page has to say before anything else: of a link that brought code, and of what did not work. */
export function NoticeList({ notices }: { readonly notices: Notices }) {
  return (
    <section class="notices" aria-label="Notices">
      {notices.all.value.map(({ about, tone, title, text, remedy, number }) => (
        <div key={number} class="notice" role={tone === "alert" ? "alert" : "note"}>
          <div>
            <strong>{title}</strong>
            {text.split("\n").map((line, index) => (
              <p key={index}>
                <bdi>{line}</bdi>
              </p>
            ))}
          </div>
          {remedy && (
            <CommandButton enabled={true} onPress={remedy.apply}>
              {remedy.name}
            </CommandButton>
          )}
          <CommandButton enabled={true} onPress={() => notices.dismiss(about)}>
            Dismiss
          </CommandButton>
        </div>
      ))}
    </section>
  );
}
