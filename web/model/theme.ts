export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Where the choice is kept in the browser's storage. */
export const THEME_KEY = "genclone.theme";

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
}

/** What is no theme, or not there, is the system's. */
export const parseTheme = (text: string | null): Theme => THEMES.find((theme) => theme === text) ?? "system";
