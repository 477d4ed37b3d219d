import { effect, type Signal, signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  readonly theme: Signal<Theme>;
  /** Whether of the objects no more is shown than that there are some. */
  readonly foldsObjects: Signal<boolean>;
}

const THEME_KEY = "genclone.theme";
const OBJECTS_KEY = "genclone.objects";

/**
 * The user's settings, read from `storage` and written back whenever one changes.
 * A storage that cannot be used (a private window, a sandbox) only means that nothing is remembered.
 */
export function createSettings(storage: Pick<Storage, "getItem" | "setItem">): Settings {
  const theme = signal<Theme>(parseTheme(attempt(() => storage.getItem(THEME_KEY))));
  effect(() => {
    const chosen = theme.value;
    attempt(() => storage.setItem(THEME_KEY, chosen));
  });
  const foldsObjects = signal(attempt(() => storage.getItem(OBJECTS_KEY)) === "folded");
  effect(() => {
    const state = foldsObjects.value ? "folded" : "open";
    attempt(() => storage.setItem(OBJECTS_KEY, state));
  });
  return { theme, foldsObjects };
}

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
}

const parseTheme = (text: string | null): Theme => THEMES.find((theme) => theme === text) ?? "system";

function attempt<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
