import type { Hold } from "../model/desk.ts";

/** How long, in milliseconds, a tab that is just being reloaded may take to let go of its draft. */
const PATIENCE = 400;

/** Holds drafts by locks, which the browser takes back when a tab is closed. Without locks every tab holds any. */
export function createHold(locks: LockManager | undefined): Hold {
  let letGo = () => {};
  let held: string | null = null;
  return (id) => {
    if (id === held) return Promise.resolve(true);
    letGo();
    held = null;
    if (id === null || locks === undefined) return Promise.resolve(true);
    return new Promise((resolve) => {
      const release = new Promise<void>((free) => {
        letGo = free;
      });
      const given = () => {
        held = id;
        resolve(true);
        return release;
      };
      locks
        .request(`genclone.draft.${id}`, { signal: AbortSignal.timeout(PATIENCE) }, given)
        .catch(() => resolve(false));
    });
  };
}
