import type { Hold } from "../model/desk.ts";

/** How long, in milliseconds, a tab that is just being reloaded may take to let go of its draft. */
const PATIENCE = 400;

/** How long, in milliseconds, a draft that nobody has may take to be given: a page that boots Python has slow moments. */
const LENIENCE = 10_000;

/** Holds drafts by locks, which the browser takes back when a tab is closed. Without locks every tab holds any. */
export function createHold(locks: LockManager | undefined): Hold {
  let letGo = () => {};
  let held: string | null = null;
  return async (id) => {
    if (id === held) return true;
    letGo();
    held = null;
    if (id === null || locks === undefined) return true;
    let isWanted = true;
    const release = new Promise<void>((free) => {
      letGo = () => {
        isWanted = false;
        free();
      };
    });
    const name = `genclone.draft.${id}`;
    const isTaken = await locks.query().then(
      ({ held: all = [] }) => all.some((lock) => lock.name === name),
      () => false,
    );
    return new Promise((resolve) => {
      const given = () => {
        if (isWanted) held = id;
        resolve(true);
        return release;
      };
      locks
        .request(name, { signal: AbortSignal.timeout(isTaken ? PATIENCE : LENIENCE) }, given)
        .catch(() => resolve(false));
    });
  };
}
