import { useMemo } from "preact/hooks";
import type { Page } from "../model/page.ts";

/** Offers the tour to a newcomer, below what the page says anyway; not to somebody who opens a link or has drafts. */
export function TourOffer({ page }: { readonly page: Page }) {
  const { settings, desk, links, dialog } = page;
  const origin = desk.origin.value.is;
  // Decided once, so that nothing moves when the newcomer begins to write, which makes a draft.
  const isFirst = useMemo(() => origin === "gallery" && !links.isThere(), []);
  if (!isFirst || origin === "link" || !settings.isNewcomer.value) return null;
  return (
    <p class="tour-offer">
      <span>First time here?</span>
      <button
        type="button"
        onClick={() => {
          settings.isNewcomer.value = false;
          dialog.value = "tour";
        }}
      >
        Take the tour
      </button>
      <button
        type="button"
        class="plain"
        onClick={() => {
          settings.isNewcomer.value = false;
        }}
      >
        No, thanks
      </button>
    </p>
  );
}
