import { batch, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Experiment } from "../../protocol/experiment.ts";
import type { Drafts } from "./drafts.ts";
import type { Notices } from "./notices.ts";
import type { Playground } from "./playground.ts";
import { sameButForCursor } from "./recorded.ts";

/** Where the experiment on the page is from, and with that where its changes go. */
export type Origin =
  /** One that comes with the playground, or a new one. */
  | { readonly is: "gallery" }
  | { readonly is: "link"; readonly fragment: string }
  | { readonly is: "draft"; readonly id: string };

/**
 * Holds a draft, and lets go of the one that was held: no two tabs hold the same. Null holds none. Resolves to whether
 * the draft is held now; never rejects.
 */
export type Hold = (id: string | null) => Promise<boolean>;

/**
 * What lies open. Changes of a draft are kept in it; changes of anything else, and of a draft that another tab has
 * open, are kept in a new draft. Nothing is ever run, and nothing that was kept is overwritten by opening.
 */
export interface Desk {
  readonly origin: ReadonlySignal<Origin>;
  /** Opens one of the playground's own, its reader standing after `at` of its actions. */
  openGallery(experiment: Experiment, at?: number): void;
  openLink(fragment: string, experiment: Experiment): void;
  /** Opens a draft, if there is one of this id. */
  openDraft(id: string): Promise<void>;
  /** Changes from now on go to a new draft: the one they went to is gone. */
  leaveDraft(id: string): void;
}

interface DeskOptions {
  readonly playground: Playground;
  readonly drafts: Drafts;
  readonly notices: Notices;
  readonly hold: Hold;
  /** Told when the experiment is no longer the one that the page's address tells of. */
  readonly onChange: () => void;
  /** Told which draft is open; null where it is none. */
  readonly onDraft: (id: string | null) => void;
}

export function createDesk({ playground, drafts, notices, hold, onChange, onDraft }: DeskOptions): Desk {
  const origin = signal<Origin>({ is: "gallery" });
  /** What is kept already, in a draft or where the experiment is from. */
  let kept = playground.standing.peek();

  function show(from: Origin, experiment: Experiment, at?: number): void {
    batch(() => {
      origin.value = from;
      playground.load(experiment, at);
      kept = playground.standing.peek();
    });
    notices.dismiss("copy");
    notices.dismiss("foreign");
    const id = from.is === "draft" ? from.id : null;
    if (id === null) void hold(null);
    onDraft(id);
  }

  function keep(standing: Experiment): void {
    if (sameButForCursor(standing, kept)) return;
    kept = standing;
    const from = origin.peek();
    const id = from.is === "draft" ? from.id : crypto.randomUUID();
    if (from.is !== "draft") {
      origin.value = { is: "draft", id };
      void hold(id);
      onDraft(id);
    }
    onChange();
    void drafts.keep(id, standing);
  }

  effect(() => {
    const standing = playground.standing.value;
    keep(standing);
  });
  effect(() => {
    // Run is the answer to it.
    if (playground.timeline.value.length > 0) notices.dismiss("foreign");
  });

  return {
    origin,
    openGallery: (experiment, at) => show({ is: "gallery" }, experiment, at),
    openLink(fragment, experiment) {
      show({ is: "link", fragment }, experiment);
      notices.say("foreign", "note", FOREIGN, "Read it, then press Run. Until then it does nothing.");
    },
    async openDraft(id) {
      const isOurs = await hold(id);
      const draft = drafts.list.value.find((one) => one.id === id);
      if (draft === undefined) return;
      show(isOurs ? { is: "draft", id } : { is: "gallery" }, draft.experiment);
      if (!isOurs) {
        notices.say(
          "copy",
          "note",
          "This draft is open in another tab",
          "What you change here is kept as a draft of its own.",
        );
      }
    },
    leaveDraft(id) {
      const from = origin.value;
      if (from.is !== "draft" || from.id !== id) return;
      origin.value = { is: "gallery" };
      onDraft(null);
    },
  };
}

const FOREIGN = "This link carries code that somebody else wrote.";
