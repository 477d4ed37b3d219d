import type { Hue } from "../model/palette.ts";

/** A branch's letter on its colour; the colour never stands alone. */
export function BranchTag({ name, hue }: { readonly name: string; readonly hue: Hue }) {
  return (
    <b class="tag" data-hue={hue}>
      {name}
    </b>
  );
}
