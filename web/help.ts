import { parseTheme, THEME_KEY } from "./model/theme.ts";

// The help page and the panels in it are as light or dark as the playground was left.

const theme = parseTheme(kept());
document.documentElement.dataset.theme = theme;
if (theme !== "system") {
  for (const panel of document.querySelectorAll("genclone-experiment")) panel.setAttribute("theme", theme);
}

/** The choice that was made in the playground; null where none was, or where the browser does not tell. */
function kept(): string | null {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null;
  }
}
