import { useSignal } from "@preact/signals";
import type { Playground } from "../model/playground.ts";
import { recentExpressions } from "../model/timeline.ts";
import { ExpressionField } from "./expression-field.tsx";

/** A line to evaluate expressions in, in which every branch is a variable of its name. Each is an action. */
export function EvaluatePrompt({ playground }: { readonly playground: Playground }) {
  const text = useSignal("");
  return (
    <form
      class="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        const expression = text.value.trim();
        if (expression === "" || !playground.canAct.value) return;
        text.value = "";
        void playground.act({ do: "evaluate", expression });
      }}
    >
      <ExpressionField
        label={
          <>
            <span class="unseen">Evaluate</span>
            <span aria-hidden="true">&gt;&gt;&gt;</span>
          </>
        }
        text={text}
        earlier={recentExpressions(playground.timeline.value, "evaluate")}
        placeholder="an expression, such as next(A)"
      />
    </form>
  );
}
