import { type ReadonlySignal, signal } from "@preact/signals";

/** Something that the page has to say besides what an action led to. */
export interface Notice {
  /** Of one subject there is one notice at a time. */
  readonly about: "foreign" | "link" | "import" | "drafts" | "copy" | "page" | "update";
  /** An alert is something that went wrong; a note can wait. */
  readonly tone: "alert" | "note";
  readonly title: string;
  readonly text: string;
  /** What can be done about it. */
  readonly remedy: Remedy | undefined;
  /** Tells a notice from the one before it that says the same. */
  readonly number: number;
}

/** Something to do, by the name of its button. */
export interface Remedy {
  readonly name: string;
  readonly apply: () => void;
}

export interface Notices {
  readonly all: ReadonlySignal<readonly Notice[]>;
  say(about: Notice["about"], tone: Notice["tone"], title: string, text: string, remedy?: Remedy): void;
  /** Takes the notice of this subject away, if there is one. */
  dismiss(about: Notice["about"]): void;
}

export function createNotices(): Notices {
  const all = signal<readonly Notice[]>([]);
  let number = 0;
  // Not read as a signal: an effect that says something does not depend on what was said before.
  const without = (about: Notice["about"]) => all.peek().filter((notice) => notice.about !== about);
  return {
    all,
    say(about, tone, title, text, remedy) {
      number += 1;
      all.value = [...without(about), { about, tone, title, text, remedy, number }];
    },
    dismiss(about) {
      all.value = without(about);
    },
  };
}
