import { createStore, del, set, values } from "idb-keyval";
import type { DraftRecord, DraftStore } from "../model/drafts.ts";

/**
 * The drafts in the browser's database; in memory where the browser does not give one (a private window, storage
 * that is blocked), which `onForgetful` is then told. Never rejects.
 */
export async function openDraftStore(onForgetful: () => void): Promise<DraftStore> {
  try {
    const store = createStore("genclone", "drafts");
    await values(store);
    return {
      all: () => values<unknown>(store),
      put: (record) => set(record.id, record, store),
      remove: (id) => del(id, store),
    };
  } catch {
    onForgetful();
    return inMemory();
  }
}

function inMemory(): DraftStore {
  const records = new Map<string, DraftRecord>();
  return {
    all: async () => [...records.values()],
    put: async (record) => void records.set(record.id, record),
    remove: async (id) => void records.delete(id),
  };
}
