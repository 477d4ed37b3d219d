import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A modal dialog. Escape, a press beside it and `Close` close it; the focus goes back to where it came from. */
export function Dialog(props: {
  readonly title: string;
  readonly class: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  const heading = `${props.class}-title`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape, which the browser handles
    <dialog
      ref={dialog}
      class={props.class}
      aria-labelledby={heading}
      onClose={props.onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div class="dialog-sheet">
        <header class="dialog-head">
          <h2 id={heading}>{props.title}</h2>
          <button type="button" class="icon" aria-label="Close" onClick={() => dialog.current?.close()}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <path d="M1.5 1.5l9 9m0-9l-9 9" class="ink-line" />
            </svg>
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
