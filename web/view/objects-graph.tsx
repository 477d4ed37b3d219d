import { useSignal } from "@preact/signals";
import type { Ordinal } from "../../protocol/snapshot.ts";
import { thingKey } from "../model/heap-columns.ts";
import type { Hues } from "../model/palette.ts";
import { ObjectsDrawing } from "./objects-drawing.tsx";
import type { Drawn } from "./objects-drawn.ts";
import { ObjectItem } from "./objects-item.tsx";

/**
 * The heap: a list of the objects, each lying where it is drawn, among frames and arrows; what is not drawn stands below.
 * The arrows of the object that the mouse is on, or that has the focus, are lit.
 */
export function ObjectsGraph({ drawn, hues }: { readonly drawn: Drawn; readonly hues: Hues }) {
  const { snapshot, heap, layout } = drawn;
  /** What the mouse is on; and the object that has the focus. */
  const pointed = useSignal<string | null>(null);
  const focused = useSignal<Ordinal | null>(null);
  /** The object that the Tab key comes to. */
  const reached = useSignal<Ordinal | null>(null);
  const current = heap.things.find(({ ordinal }) => ordinal === reached.value) ?? heap.things[0];
  const chosen = pointed.value ?? (focused.value === null ? null : thingKey(focused.value));
  const lit = chosen !== null && layout?.boxes.has(chosen) ? chosen : null;
  return (
    <div
      class="heap"
      role="toolbar"
      aria-label="Objects by number"
      onKeyDown={goByKey}
      onPointerLeave={() => {
        pointed.value = null;
      }}
    >
      <div
        class="heap-ground"
        style={layout === null ? {} : { width: `${layout.width}px`, paddingTop: `${layout.height}px` }}
      >
        {layout !== null && (
          <ObjectsDrawing heap={heap} layout={layout} hues={hues} lit={lit} pointed={pointed} />
        )}
        <ol>
          {heap.things.map((thing) => (
            <ObjectItem
              key={thing.ordinal}
              thing={thing}
              branches={snapshot.branches.length}
              hues={hues}
              box={layout?.boxes.get(thingKey(thing.ordinal))}
              isReached={thing === current}
              onPoint={(isOn) => {
                pointed.value = isOn ? thingKey(thing.ordinal) : null;
              }}
              onFocus={(isOn) => {
                focused.value = isOn ? thing.ordinal : null;
                if (isOn) reached.value = thing.ordinal;
              }}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

/** From one object to another, in the order of their numbers. */
function goByKey(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button.matches(":focus"));
  const to = {
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  buttons[Math.max(0, Math.min(to, buttons.length - 1))]?.focus();
}
