import { useSignal } from "@preact/signals";
import type { Page } from "../model/page.ts";

/** What the experiment is called, which can be changed where it is the visitor's own, and what is said of it. */
export function AboutExperiment({ page }: { readonly page: Page }) {
  const { title, experiment } = page.playground;
  const { notes } = experiment.value;
  const isOpen = useSignal(true);
  const isDraft = page.desk.origin.value.is === "draft";
  return (
    <div class="about">
      <div class="about-head">
        {isDraft ? (
          <input
            type="text"
            class="title about-title"
            aria-label="Title"
            value={title.value}
            onInput={(event) => {
              title.value = event.currentTarget.value;
            }}
          />
        ) : (
          <h1 class="about-title" title={title.value}>
            <bdi>{title.value}</bdi>
          </h1>
        )}
        {isDraft && <small title="Kept in this browser">draft</small>}
        {notes !== "" && (
          <button
            type="button"
            class="plain"
            aria-expanded={isOpen.value}
            aria-controls="notes"
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            Notes
          </button>
        )}
      </div>
      {notes !== "" && (
        <p id="notes" class="notes" hidden={!isOpen.value}>
          <bdi>{notes}</bdi>
        </p>
      )}
    </div>
  );
}
