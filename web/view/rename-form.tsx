import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Playground } from "../model/playground.ts";
import type { Renaming } from "../model/renaming.ts";
import { CommandButton } from "./command-button.tsx";

/** Asks for another name for a branch. What is in the way of one is said, and the name stays to be changed. */
export function RenameForm(props: {
  readonly playground: Playground;
  readonly branch: string;
  /** Told once the name is given; the actions are then being done again, until `redone`. */
  readonly onRename: (to: string, redone: Promise<void>) => void;
  readonly onCancel: () => void;
}) {
  const { playground, branch, onRename, onCancel } = props;
  const text = useSignal(branch);
  const problem = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);

  const submit = async () => {
    const to = text.value.trim();
    const renaming = await renamingOf(playground, branch, to);
    if (renaming.is === "renamed") onRename(to, playground.redo(renaming.actions));
    else problem.value = renaming.why;
    field.current?.focus();
  };
  return (
    <form
      class="rename-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (playground.canAct.value) void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      <label>
        <span>New name of {branch}</span>
        <input
          ref={field}
          type="text"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          maxLength={64}
          aria-invalid={problem.value !== ""}
          aria-describedby="rename-problem"
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            problem.value = "";
          }}
        />
      </label>
      <CommandButton class="go" enabled={playground.canAct.value} onPress={() => void submit()}>
        Rename
      </CommandButton>
      <CommandButton enabled={true} onPress={onCancel}>
        Cancel
      </CommandButton>
      <p id="rename-problem" role="alert">
        {problem.value}
      </p>
    </form>
  );
}

/** What renames reads Python, and comes when it is needed. */
async function renamingOf(playground: Playground, from: string, to: string): Promise<Renaming> {
  const part = await import("../model/renaming.ts").catch(() => null);
  if (part === null) return { is: "refused", why: NOT_HERE };
  if (!playground.canAct.value) return { is: "refused", why: NOT_NOW };
  return part.renameBranch(playground.actions.value, from, to);
}

const NOT_HERE = "The part of the page that renames did not come. Check the network, then try again.";
const NOT_NOW = "Another action is under way, or the past is looked at. Try again at the newest moment.";
