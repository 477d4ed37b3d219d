import address from "virtual:genclone/gallery";
import { useSignal } from "@preact/signals";
import { readExamples } from "../model/examples.ts";
import { READER } from "../model/first.ts";
import { arrange, type Exhibit, firstSentence, search } from "../model/gallery.ts";
import type { Page } from "../model/page.ts";
import { Dialog } from "./dialog.tsx";

// They come with the dialog: where they cannot be had, it does not open.
const gallery: {
  readonly texts: Readonly<Record<string, string>>;
  /** An SVG for each, drawn by build/miniature.ts. */
  readonly pictures: Readonly<Record<string, string>>;
} = await (await fetch(address)).json();
const GROUPS = arrange(readExamples(gallery.texts));

/** The experiments that come along, to be found by what is said of them. */
export function GalleryDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  const words = useSignal("");
  const found = search(GROUPS, words.value);
  const count = found.reduce((sum, { exhibits }) => sum + exhibits.length, 0);
  const open = ({ experiment }: Exhibit) => {
    onClose();
    page.desk.openGallery(experiment, READER);
  };
  return (
    <Dialog title="Gallery" class="gallery" onClose={onClose}>
      <div class="dialog-tools">
        <input
          type="search"
          aria-label="Filter"
          placeholder="Filter: nonlocal, async, 3.10 …"
          value={words.value}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
        <p class="soft" role="status">
          {count === 1 ? "1 experiment" : `${count} experiments`}
        </p>
      </div>
      <div class="dialog-body">
        {found.map(({ title, exhibits }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <ul class="exhibits">
              {exhibits.map((exhibit) => (
                <ExhibitItem key={exhibit.name} exhibit={exhibit} onOpen={() => open(exhibit)} />
              ))}
            </ul>
          </section>
        ))}
        {count === 0 && <p class="soft nothing">No experiment speaks of that.</p>}
      </div>
    </Dialog>
  );
}

function ExhibitItem({ exhibit, onOpen }: { readonly exhibit: Exhibit; readonly onOpen: () => void }) {
  const { title, notes, python } = exhibit.experiment;
  const note = firstSentence(notes);
  const id = `exhibit-${exhibit.name}`;
  return (
    <li>
      <button
        type="button"
        class="exhibit"
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        onClick={onOpen}
      >
        <img
          src={`data:image/svg+xml,${encodeURIComponent(gallery.pictures[exhibit.name] ?? "")}`}
          width={320}
          height={120}
          alt=""
        />
        <strong id={id}>{title}</strong>
        <small>{python}</small>
        <span id={`${id}-note`}>{note}</span>
      </button>
    </li>
  );
}
