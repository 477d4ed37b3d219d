import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Lights a line, from 1; null for none. A line that does not exist is not lit. */
export const setSpot = StateEffect.define<number | null>();

/** A line that can be lit, and word of the line that the mouse is over. */
export function spot(onLook: (line: number | null) => void): Extension {
  return [
    lit,
    EditorView.domEventHandlers({
      mousemove: (event, view) => {
        const at = view.posAtCoords(event);
        onLook(at === null ? null : view.state.doc.lineAt(at).number);
      },
      mouseleave: () => onLook(null),
    }),
  ];
}

const LIT = Decoration.line({ class: "lit-line" });

const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { effects, changes, newDoc }) {
    for (const effect of effects) {
      if (!effect.is(setSpot)) continue;
      const line = effect.value;
      if (line === null || line < 1 || line > newDoc.lines) return Decoration.none;
      return Decoration.set(LIT.range(newDoc.line(line).from));
    }
    return value.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
