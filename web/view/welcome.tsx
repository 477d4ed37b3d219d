import type { Playground } from "../model/playground.ts";

/** What to do where there is no branch yet. */
export function Welcome({ playground }: { readonly playground: Playground }) {
  const { title, notes } = playground.experiment.value;
  const call = playground.typedCall.value?.trim() || playground.suggestion.value;
  return (
    <div class="welcome">
      <h2>{title}</h2>
      {notes !== "" && <p class="notes">{notes}</p>}
      <p>
        Press <kbd>Run</kbd>
        {call === "" ? (
          " once the source defines a generator"
        ) : (
          <>
            {" "}
            to make <code>{call}</code>
          </>
        )}
        , then <kbd>Next</kbd>. Suspended at a <code>yield</code>, it can be cloned: <kbd>Clone</kbd> puts a
        second generator beside it, whose frame is a copy of the first one's.
      </p>
    </div>
  );
}
