import { setDiagnostics } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Trouble } from "../../model/places.ts";

/** Underlines the lines that a traceback names, from their first character to their last. */
export function showTroubles(view: EditorView, troubles: readonly Trouble[]): void {
  const { doc } = view.state;
  const diagnostics = troubles
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .map(({ line, text, innermost }) => {
      const at = doc.line(line);
      const indent = /^\s*/.exec(at.text)?.[0].length ?? 0;
      return {
        from: Math.min(at.from + indent, at.to),
        to: at.to,
        severity: innermost ? ("error" as const) : ("info" as const),
        message: text,
      };
    });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
