import { type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Trouble } from "../../model/places.ts";

/** Underlines the lines that a traceback names, from their first character to their last, and says why in a tooltip. */
export const setTroubles = StateEffect.define<readonly Trouble[]>();

/** Lines that can be in trouble. What is edited stays underlined until the next word of it. */
export const troubles = (): Extension => underlined;

const underlined = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { effects, changes, newDoc }) {
    for (const effect of effects) {
      if (effect.is(setTroubles)) return Decoration.set(marks(newDoc, effect.value), true);
    }
    return value.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marks(doc: Text, all: readonly Trouble[]) {
  return all
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .flatMap(({ line, text, innermost }) => {
      const { from, to, text: code } = doc.line(line);
      const start = Math.min(from + (/^\s*/.exec(code)?.[0].length ?? 0), to);
      if (start === to) return [];
      const attributes = { title: text, "data-innermost": String(innermost) };
      return [Decoration.mark({ class: "cm-trouble", attributes }).range(start, to)];
    });
}
