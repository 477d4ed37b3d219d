import type { Signal } from "@preact/signals";
import { nextTheme, type Theme } from "../model/theme.ts";

/** Goes round system, light and dark. */
export function ThemeSwitch({ theme }: { readonly theme: Signal<Theme> }) {
  const next = nextTheme(theme.value);
  return (
    <button
      type="button"
      class="icon"
      aria-label={`Theme: ${theme.value}`}
      title={`Theme: ${theme.value}. Press for ${next}.`}
      onClick={() => {
        theme.value = next;
      }}
    >
      <ThemeIcon theme={theme.value} />
    </button>
  );
}

/** A disc: empty for light, full for dark, half for whatever the system says. */
function ThemeIcon({ theme }: { readonly theme: Theme }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="5.5" class={theme === "dark" ? "ink-fill" : "ink-line"} />
      {theme === "system" && <path d="M7 1.5a5.5 5.5 0 0 1 0 11z" class="ink-fill" />}
    </svg>
  );
}
