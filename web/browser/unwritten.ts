import type { DraftRecord } from "../model/drafts.ts";

const KEY = "genclone.unwritten";

/**
 * What was not in the browser's database yet when this page was left. A database is written in its own time, and a page
 * that is reloaded right after a keystroke has none; this storage is written at once.
 */
export const unwritten = {
  /** Keeps, when the page is left, what there is then, beside what another tab may have left. */
  keepOnLeaving(records: () => readonly DraftRecord[]): void {
    addEventListener("pagehide", () => {
      const left = records();
      if (left.length > 0)
        attempt(() => localStorage.setItem(KEY, JSON.stringify([...unwritten.take(), ...left])));
    });
  },

  /** Takes out what was kept; nothing is there afterwards. */
  take(): readonly unknown[] {
    const text = attempt(() => localStorage.getItem(KEY));
    attempt(() => localStorage.removeItem(KEY));
    const found: unknown = attempt(() => JSON.parse(text ?? "[]"));
    return Array.isArray(found) ? found : [];
  },
};

function attempt<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
