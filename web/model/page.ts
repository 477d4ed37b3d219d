import type { Signal } from "@preact/signals";
import type { Supervisor } from "../supervisor.ts";
import type { Columns } from "./columns.ts";
import type { Desk } from "./desk.ts";
import type { Draft, Drafts } from "./drafts.ts";
import type { Links } from "./links.ts";
import type { Notices } from "./notices.ts";
import type { Playground } from "./playground.ts";
import type { Settings } from "./settings.ts";
import type { Spotlight } from "./spotlight.ts";

export type DialogName = "gallery" | "drafts" | "share" | "policy" | "compare" | "versions" | "help" | "tour";

/** All that the page shows, and all that can be done on it. */
export interface Page {
  readonly playground: Playground;
  readonly columns: Columns;
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly links: Links;
  readonly notices: Notices;
  readonly settings: Settings;
  /** What the reader points at. */
  readonly spotlight: Signal<Spotlight | null>;
  /** Which dialog is open; the tour is one that blocks nothing. */
  readonly dialog: Signal<DialogName | null>;
  /** The branch that is to be cloned by what the dialog of the policy comes to; null for the first one. */
  readonly cloned: Signal<string | null>;
  /** Keeps files as drafts, and opens one that comes alone. */
  importFiles(files: Iterable<File>): Promise<readonly Draft[]>;
  /** Boots an interpreter beside the page's own, for whoever disposes of it. */
  borrowInterpreter(python: string): Supervisor;
  /** Saves a text as a file. */
  download(name: string, text: string): void;
}
