import { type ReadonlySignal, signal } from "@preact/signals";
import * as v from "valibot";
import { canonicalText } from "../../protocol/canonical.ts";
import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";

/** An experiment of the visitor's own. */
export interface Draft {
  readonly id: string;
  /** When it was changed last, in milliseconds since 1970. */
  readonly changed: number;
  readonly experiment: Experiment;
}

/** A draft as it is stored: its experiment as the text of a file, which a later version can still read. */
export const DraftRecord = v.object({ id: v.string(), changed: v.number(), text: v.string() });
export type DraftRecord = v.InferOutput<typeof DraftRecord>;

/** Where drafts are kept. Each method rejects where the browser does not let it. */
export interface DraftStore {
  /** Whatever is stored, which may be of another version. */
  all(): Promise<readonly unknown[]>;
  put(record: DraftRecord): Promise<void>;
  remove(id: string): Promise<void>;
}

/** The visitor's drafts. No method rejects; where something could not be stored, `onTrouble` is told. */
export interface Drafts {
  /** Those that are known, the last changed first. */
  readonly list: ReadonlySignal<readonly Draft[]>;
  /** How many are stored that cannot be read here; they are left alone. */
  readonly unreadable: ReadonlySignal<number>;
  /** Reads what is stored, by other tabs as well. */
  refresh(): Promise<void>;
  /** Keeps an experiment under an id, in the place of what was kept there. */
  keep(id: string, experiment: Experiment): Promise<void>;
  /** Keeps an experiment as a new draft. */
  add(experiment: Experiment): Promise<Draft>;
  /** Forgets a draft. */
  remove(id: string): Promise<void>;
  /** Takes a draft back that was removed. */
  restore(draft: Draft): Promise<void>;
  /** What is not stored yet, for whoever leaves before it is. */
  unwritten(): readonly DraftRecord[];
  /** Stores what was not when somebody left. It may be anything; what is no draft is left out. */
  recover(records: readonly unknown[]): Promise<void>;
}

interface DraftsOptions {
  readonly store: Promise<DraftStore>;
  readonly onTrouble: (error: unknown) => void;
  /** Resolves when there is time to store something, which comes after whatever is to be shown; soon in any case. */
  readonly quiet: () => Promise<void>;
}

export function createDrafts({ store: given, onTrouble, quiet }: DraftsOptions): Drafts {
  const list = signal<readonly Draft[]>([]);
  const unreadable = signal(0);
  /** What waits to be written while something is; only the newest of each id. */
  const waiting = new Map<string, Draft>();
  /** What waits, and what is being written. */
  const unwritten = new Map<string, Draft>();
  let writing: Promise<void> | undefined;

  const without = (id: string) => list.peek().filter((draft) => draft.id !== id);

  async function attempt<T>(use: (store: DraftStore) => Promise<T>): Promise<T | undefined> {
    try {
      return await use(await given);
    } catch (error) {
      onTrouble(error);
      return undefined;
    }
  }

  async function writeAll(): Promise<void> {
    await quiet();
    for (let [next] = waiting.values(); next !== undefined; [next] = waiting.values()) {
      const draft = next;
      waiting.delete(draft.id);
      await attempt((store) => store.put(recordOf(draft)));
      if (unwritten.get(draft.id) === draft) unwritten.delete(draft.id);
    }
    writing = undefined;
  }

  function write(draft: Draft): Promise<void> {
    list.value = [draft, ...without(draft.id)].sort(newestFirst);
    waiting.set(draft.id, draft);
    unwritten.set(draft.id, draft);
    writing ??= writeAll();
    return writing;
  }

  return {
    list,
    unreadable,

    async refresh() {
      await writing;
      const stored = await attempt((store) => store.all());
      if (stored === undefined) return;
      const read = stored.map(readDraft);
      const drafts = read.filter((draft) => draft !== undefined);
      list.value = drafts.sort(newestFirst);
      unreadable.value = read.length - drafts.length;
    },

    keep: (id, experiment) => write({ id, changed: Date.now(), experiment }),

    async add(experiment) {
      const draft = { id: crypto.randomUUID(), changed: Date.now(), experiment };
      await write(draft);
      return draft;
    },

    async remove(id) {
      list.value = without(id);
      waiting.delete(id);
      unwritten.delete(id);
      await writing;
      await attempt((store) => store.remove(id));
    },

    restore: (draft) => write(draft),

    unwritten: () => [...unwritten.values()].map(recordOf),

    async recover(records) {
      const drafts = records.map(readDraft).filter((draft) => draft !== undefined);
      await Promise.all(drafts.map(write));
    },
  };
}

const recordOf = ({ id, changed, experiment }: Draft): DraftRecord => ({
  id,
  changed,
  text: canonicalText(experiment),
});

const newestFirst = (a: Draft, b: Draft): number => b.changed - a.changed;

function readDraft(stored: unknown): Draft | undefined {
  try {
    const { id, changed, text } = v.parse(DraftRecord, stored);
    return { id, changed, experiment: parseExperiment(text) };
  } catch {
    return undefined;
  }
}
