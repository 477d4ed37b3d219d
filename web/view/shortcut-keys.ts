import type { Page } from "../model/page.ts";
import { branchInQuestion, type Command, commandOf } from "../model/shortcuts.ts";
import { branchOfColumn } from "./wanted-column.ts";

/** Where a key is a letter, or something that the place has for itself. */
const ELSEWHERE = 'input, textarea, select, [contenteditable="true"], dialog, [role="dialog"]';

/** Answers the keys of the page, from now on. */
export function answerShortcuts(page: Page): void {
  addEventListener("keydown", (event) => {
    const command = commandOf(event);
    const at = document.activeElement;
    if (command === null || hasKeys(page) || at?.closest(ELSEWHERE)) return;
    event.preventDefault();
    obey(page, command, at);
  });
}

/** Whether a dialog has the keys, be it on its way: not one that is closed, of which the browser only tells a moment later. */
const hasKeys = (page: Page): boolean =>
  page.dialog.value !== null && document.querySelector("dialog:not([open])") === null;

function obey({ playground, dialog }: Page, command: Command, at: Element | null): void {
  const branch = branchInQuestion(playground.timeline.value, branchOfColumn(at));
  switch (command) {
    case "run":
      void playground.run();
      break;
    case "next":
      if (branch !== null) void playground.act({ do: "next", branch });
      break;
    case "clone":
      if (branch !== null) void playground.clone(branch);
      break;
    case "gallery":
    case "help":
      dialog.value = command;
  }
}
