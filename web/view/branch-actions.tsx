import type { Signal } from "@preact/signals";
import type { Playground } from "../model/playground.ts";
import { CommandButton } from "./command-button.tsx";
import type { Asked } from "./expression-form.tsx";

/**
 * What can be done to a branch. Nothing is taken away from a finished one: Python has an answer to that, too,
 * and the outcome says it.
 */
export function BranchActions(props: {
  readonly playground: Playground;
  readonly name: string;
  readonly asking: Signal<Asked | null>;
  /** Opens the form by which it is cloned in another way. */
  readonly onPolicy: () => void;
}) {
  const { playground, name: branch, asking, onPolicy } = props;
  const enabled = playground.canAct.value;
  const ask = (what: Asked) => {
    asking.value = asking.value === what ? null : what;
  };
  return (
    <div class="actions">
      <CommandButton enabled={enabled} onPress={() => playground.act({ do: "next", branch })}>
        Next
      </CommandButton>
      <CommandButton enabled={enabled} expanded={asking.value === "send"} onPress={() => ask("send")}>
        Send…
      </CommandButton>
      <CommandButton enabled={enabled} expanded={asking.value === "throw"} onPress={() => ask("throw")}>
        Throw…
      </CommandButton>
      <CommandButton enabled={enabled} onPress={() => playground.act({ do: "close", branch })}>
        Close
      </CommandButton>
      <span class="split">
        <CommandButton enabled={enabled} onPress={() => playground.clone(branch)}>
          Clone
        </CommandButton>
        <CommandButton
          enabled={enabled}
          class="more"
          label="By policy…"
          title="Clone it by another policy, and see first what that does to this frame"
          onPress={onPolicy}
        >
          {null}
        </CommandButton>
      </span>
      <CommandButton enabled={enabled} onPress={() => playground.act({ do: "drop", branch })}>
        Drop
      </CommandButton>
    </div>
  );
}
