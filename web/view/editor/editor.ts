import { autocompletion } from "@codemirror/autocomplete";
import {
  history,
  historyKeymap,
  indentWithTab,
  standardKeymap,
  toggleLineComment,
} from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, type StateEffectType, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import type { Pin, Trouble } from "../../model/places.ts";
import { shared } from "../../model/sharing.ts";
import { STYLE_NONCE } from "../../style-nonce.ts";
import { paperAndInk } from "./appearance.ts";
import { pinGutter, setPins } from "./pins.ts";
import { setSpot, spot } from "./spot.ts";
import { setTroubles, troubles } from "./troubles.ts";

/** The source editor as the rest of the page sees it. */
export interface Editor {
  /** Replaces the text, as one step that can be undone. Does nothing where it is the text already. */
  setText(text: string): void;
  setPins(pins: readonly Pin[]): void;
  /** Lights a line, from 1; null for none. */
  setSpot(line: number | null): void;
  setTroubles(troubles: readonly Trouble[]): void;
  destroy(): void;
}

export function createEditor(
  parent: HTMLElement,
  options: {
    readonly text: string;
    /** Takes the focus with this selection, from a field in whose place it is put. */
    readonly selection: readonly [number, number] | null;
    readonly onEdit: (text: string) => void;
    readonly onRun: () => void;
    /** Told of the line that the mouse is over, and of its leaving. */
    readonly onLook: (line: number | null) => void;
  },
): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        pinGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("    "),
        bracketMatching(),
        // Nothing is chosen until an arrow key does, so that Enter is a new line as always.
        autocompletion({ selectOnOpen: false }),
        spot(options.onLook),
        troubles(),
        python(),
        paperAndInk,
        EditorView.cspNonce.of(STYLE_NONCE),
        EditorView.lineWrapping,
        // It can be reached by the keyboard as it is; the index says so to whoever reads the page by a program.
        EditorView.contentAttributes.of({ "aria-label": "Source code", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onEdit(update.state.doc.toString());
        }),
        keymap.of([
          {
            key: "Mod-Enter",
            run: () => {
              options.onRun();
              return true;
            },
          },
          // Tab indents; Escape, then Tab, leaves the editor.
          indentWithTab,
          { key: "Mod-/", run: toggleLineComment },
          ...standardKeymap,
          ...historyKeymap,
        ]),
      ],
    }),
  });
  if (options.selection !== null) {
    const [anchor, head] = options.selection;
    view.dispatch({ selection: { anchor, head } });
    view.focus();
  }
  return {
    setText(text) {
      const doc = view.state.doc;
      if (doc.toString() === text) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    },
    setPins: news(view, setPins),
    setSpot: news(view, setSpot),
    setTroubles: news(view, setTroubles),
    destroy: () => view.destroy(),
  };
}

/** Tells the view what was not told of this very text already: an update costs more than a look at what it would say. */
function news<T>(view: EditorView, word: StateEffectType<T>): (value: T) => void {
  let last: { readonly value: T; readonly doc: Text } | undefined;
  return (value) => {
    const { doc } = view.state;
    if (last?.doc === doc && shared(value, last.value) === last.value) return;
    last = { value, doc };
    view.dispatch({ effects: word.of(value) });
  };
}
