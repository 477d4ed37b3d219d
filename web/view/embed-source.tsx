import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Piece } from "../model/highlight.ts";
import { type Pin, pinsOf } from "../model/places.ts";
import type { Playground } from "../model/playground.ts";

/** The source to read, with the branches pinned to the lines they are suspended on. Its colours come later. */
export function EmbedSource(props: { readonly source: string; readonly playground: Playground | null }) {
  const { source, playground } = props;
  const lines = useSignal<readonly (readonly Piece[])[]>(plainly(source));
  useEffect(() => {
    import("../model/highlight.ts").then(
      ({ highlight }) => {
        lines.value = highlight(source.trimEnd());
      },
      (error: unknown) => console.warn(`The source is without colours: ${error}`),
    );
  }, [source, lines]);
  const pins = playground === null ? [] : pinsOf(playground.shown.value, playground.hues.value);
  return (
    <section class="source" aria-label="Source">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by the keyboard */}
      <pre class="embed-source" tabIndex={0}>
        {lines.value.map((pieces, index) => (
          <Line key={index} pieces={pieces} pins={pins.filter(({ line }) => line === index + 1)} />
        ))}
      </pre>
    </section>
  );
}

function Line({ pieces, pins }: { readonly pieces: readonly Piece[]; readonly pins: readonly Pin[] }) {
  return (
    <span class="embed-line" data-hue={pins[0]?.hue}>
      <span class="pins">
        {pins.map(({ branch, hue }) => (
          <span key={branch} class="pin" data-hue={hue} title={`${branch} is here`}>
            {branch}
          </span>
        ))}
      </span>
      <code>
        {pieces.map(({ text, look }, index) => (
          <span key={index} class={look}>
            {text}
          </span>
        ))}
        {"\n"}
      </code>
    </span>
  );
}

const plainly = (source: string): readonly (readonly Piece[])[] =>
  source
    .trimEnd()
    .split("\n")
    .map((text) => [{ text, look: "" }]);
