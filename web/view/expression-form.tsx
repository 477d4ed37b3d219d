import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Action } from "../../protocol/action.ts";
import { recentExpressions, type Timeline } from "../model/timeline.ts";
import { CommandButton } from "./command-button.tsx";
import { ExpressionField } from "./expression-field.tsx";

/** Which expression a branch waits for. */
export type Asked = "send" | "throw";

const WORDS = {
  send: { label: "Value to send", submit: "Send", example: "None" },
  throw: { label: "Exception to throw", submit: "Throw", example: "ValueError('stop')" },
} as const;

/** Asks for a Python expression. Enter submits, Escape cancels, ArrowUp and ArrowDown recall earlier ones. */
export function ExpressionForm(props: {
  readonly asked: Asked;
  readonly branch: string;
  readonly timeline: ReadonlySignal<Timeline>;
  readonly enabled: boolean;
  readonly onSubmit: (action: Action) => void;
  readonly onCancel: () => void;
}) {
  const { asked, branch, timeline, enabled, onSubmit, onCancel } = props;
  const words = WORDS[asked];
  const text = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  const submit = () => {
    const expression = text.value.trim() === "" ? words.example : text.value;
    onSubmit(
      asked === "send"
        ? { do: "send", branch, value: expression }
        : { do: "throw", branch, exception: expression },
    );
  };

  return (
    <form
      class="expression-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (enabled) submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      <ExpressionField
        input={field}
        label={<span>{words.label}</span>}
        text={text}
        earlier={recentExpressions(timeline.value, asked)}
        placeholder={words.example}
      />
      <CommandButton class="go" enabled={enabled} onPress={submit}>
        {words.submit}
      </CommandButton>
      <CommandButton enabled={true} onPress={onCancel}>
        Cancel
      </CommandButton>
    </form>
  );
}
