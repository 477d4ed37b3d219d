/** Which draft this tab has open; survives a reload. Where the browser keeps nothing, nothing is remembered. */
export const thisTab = {
  draft(): string | null {
    try {
      return sessionStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  remember(id: string | null): void {
    try {
      if (id === null) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, id);
    } catch {
      // Then a reload opens the draft that was changed last.
    }
  },
};

const KEY = "genclone.draft";
