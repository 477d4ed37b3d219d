import type { ComponentChildren } from "preact";

/**
 * A button that can be out of reach for a while. It stays focusable then, so that a keyboard user does not lose
 * their place whenever an action is under way; a press does nothing.
 */
export function CommandButton(props: {
  readonly enabled: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly title?: string;
  /** Its name, where it shows no words. */
  readonly label?: string;
  /** For a button that opens something: whether it is open. */
  readonly expanded?: boolean;
}) {
  const { enabled, onPress, children, expanded } = props;
  return (
    <button
      type="button"
      class={props.class ?? ""}
      title={props.title}
      aria-label={props.label}
      aria-disabled={!enabled}
      aria-expanded={expanded}
      onClick={() => {
        if (enabled) onPress();
      }}
    >
      {children}
    </button>
  );
}
