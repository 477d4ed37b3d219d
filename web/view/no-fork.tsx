import type { ComponentChildren } from "preact";

/** Where there is no tree, one line says so. */
export function NoFork({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="fork-head">
      <h2>Fork tree</h2>
      <p class="soft">{children}</p>
    </div>
  );
}
