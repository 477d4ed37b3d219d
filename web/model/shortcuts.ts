import { branchOf } from "../../protocol/action.ts";
import { currentSnapshot, newBranch, type Timeline } from "./timeline.ts";

export type Command = "run" | "next" | "clone" | "gallery" | "help";

/** A key that does something wherever the focus is, but where somebody writes or chooses. */
export interface Shortcut {
  readonly key: string;
  readonly command: Command;
  /** What it does, in a few words. */
  readonly does: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { key: "r", command: "run", does: "Run" },
  { key: "n", command: "next", does: "Next, on the branch that has the focus, else on the last one used" },
  { key: "c", command: "clone", does: "Clone, of the same" },
  { key: "g", command: "gallery", does: "Gallery" },
  { key: "?", command: "help", does: "Help" },
];

/** Keys that parts of the page have for themselves, each with where it works. */
export const LOCAL_KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["Ctrl", "Enter"], does: "Run, from the source" },
  { keys: ["Escape", "Tab"], does: "Leave the source, in which Tab alone indents" },
  { keys: ["←", "→"], does: "In the timeline: to the action before or after" },
  { keys: ["↑", "↓"], does: "In the fork tree: to the branch above or below; Enter leads to its column" },
];

/** What of a key that was pressed matters here. */
type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "defaultPrevented">;

/** The command of a key; null where it has none, is held down, or somebody answered it already. */
export function commandOf(press: Press): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.defaultPrevented) return null;
  return SHORTCUTS.find(({ key }) => key === press.key)?.command ?? null;
}

/**
 * The branch that a command is about: the one that has the focus, else the one that was last used or came to be, else
 * the newest there is. Null where there is none.
 */
export function branchInQuestion(timeline: Timeline, focused: string | null): string | null {
  const names = currentSnapshot(timeline).branches.map(({ name }) => name);
  const used = timeline.flatMap((entry) => [branchOf(entry.action), newBranch(entry)]).reverse();
  const likely = [focused, ...used].find((name) => name !== null && names.includes(name));
  return likely ?? names.at(-1) ?? null;
}
