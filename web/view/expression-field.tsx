import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren, Ref } from "preact";

/** A field for a Python expression, in which ArrowUp and ArrowDown recall earlier ones. */
export function ExpressionField(props: {
  readonly text: Signal<string>;
  /** The newest first. */
  readonly earlier: readonly string[];
  readonly placeholder: string;
  /** What stands before it, and names it. */
  readonly label: ComponentChildren;
  readonly input?: Ref<HTMLInputElement>;
}) {
  const { text, earlier, placeholder } = props;
  /** How far back in the earlier expressions the field is; -1 for what is being typed. */
  const back = useSignal(-1);
  const recall = (step: number) => {
    back.value = Math.max(-1, Math.min(earlier.length - 1, back.value + step));
    text.value = earlier[back.value] ?? "";
  };
  return (
    <label>
      {props.label}
      <input
        ref={props.input ?? null}
        type="text"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        placeholder={placeholder}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          back.value = -1;
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
          event.preventDefault();
          recall(event.key === "ArrowUp" ? 1 : -1);
        }}
      />
    </label>
  );
}
