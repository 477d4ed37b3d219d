import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The editor in the page's own colours, which `style/tokens.css` switches between light and dark. */
export const paperAndInk = [
  EditorView.theme({
    "&": {
      height: "100%",
      backgroundColor: "var(--card)",
      color: "var(--ink)",
      fontSize: "var(--text-code)",
    },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--font-code)", lineHeight: "22px" },
    ".cm-content": { padding: "12px 0", caretColor: "var(--ink)" },
    ".cm-line": { padding: "0 16px 0 8px", position: "relative" },
    ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
    ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "40px", padding: "0 8px 0 0" },
    "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
      backgroundColor: "var(--selection)",
    },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)", color: "inherit" },
    "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "inherit" },
    ".cm-trouble": { textDecoration: "underline 1px dotted var(--soft)", textUnderlineOffset: "4px" },
    ".cm-trouble[data-innermost=true]": { textDecoration: "underline 1px wavy var(--ink)" },
    ".cm-tooltip": {
      backgroundColor: "var(--card)",
      color: "var(--ink)",
      border: "1px solid var(--line)",
      borderRadius: "var(--radius-2)",
      overflow: "hidden",
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)" },
      { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
      { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
      { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
      { tag: tags.definition(tags.function(tags.variableName)), fontWeight: "600" },
    ]),
  ),
];
