import type { Page } from "../model/page.ts";
import { TourOffer } from "./tour-offer.tsx";

/** What to do where there is no branch yet. */
export function Welcome({ page }: { readonly page: Page }) {
  const { playground } = page;
  const call = playground.typedCall.value?.trim() || playground.suggestion.value;
  const count = playground.toReplay.value;
  return (
    <div class="welcome">
      <p>
        Press <kbd>Run</kbd>
        {call === "" ? (
          " once the source defines a generator"
        ) : (
          <>
            {" "}
            to make <code>{call}</code>
            {count > 1 && ` and to replay what was done to it, ${count} actions in all`}
          </>
        )}
        , then <kbd>Next</kbd>. Suspended at a <code>yield</code>, it can be cloned: <kbd>Clone</kbd> puts a
        second generator beside it, whose frame is a copy of the first one's.
      </p>
      <TourOffer page={page} />
    </div>
  );
}
