import type { Signal } from "@preact/signals";
import type { Arrow, Heap, HeapFrame } from "../model/heap.ts";
import { endKey, frameKey, startKey } from "../model/heap-columns.ts";
import type { HeapLayout } from "../model/heap-layout.ts";
import type { Box } from "../model/heap-routes.ts";
import { FRAME } from "../model/heap-sizes.ts";
import type { Hue, Hues } from "../model/palette.ts";
import { BranchTag } from "./branch-tag.tsx";
import { ObjectsArrow } from "./objects-arrow.tsx";
import { placed } from "./placed.ts";

/** The frames and the arrows. The list of objects, which lies among them, says the same in words. */
export function ObjectsDrawing(props: {
  readonly heap: Heap;
  readonly layout: HeapLayout;
  readonly hues: Hues;
  /** The key of the frame or the object whose arrows are lit. */
  readonly lit: string | null;
  /** Takes the key of the frame that the mouse is on. */
  readonly pointed: Signal<string | null>;
}) {
  const { heap, layout, hues, lit, pointed } = props;
  return (
    <div class="heap-drawing" aria-hidden="true" data-dims={lit !== null}>
      {heap.frames.map((frame) => {
        const key = frameKey(frame.branch);
        const box = layout.boxes.get(key);
        return (
          box && (
            <FrameBox
              key={key}
              frame={frame}
              hue={hues.get(frame.branch) ?? 1}
              box={box}
              onPoint={(isOn) => {
                pointed.value = isOn ? key : null;
              }}
            />
          )
        );
      })}
      <svg width={layout.width} height={layout.height} aria-hidden="true">
        {layout.routes.map((route, index) => (
          <ObjectsArrow
            key={index}
            route={route}
            hue={hueOf(route.arrow, heap, hues)}
            isLit={lit !== null && [startKey(route.arrow), endKey(route.arrow)].includes(lit)}
          />
        ))}
      </svg>
    </div>
  );
}

/** An arrow has the colour of its frame, or of the branch whose own it starts from. */
function hueOf({ from }: Arrow, { things }: Heap, hues: Hues): Hue | undefined {
  if (from.is === "frame") return hues.get(from.branch) ?? 1;
  const [only, another] = things.find(({ ordinal }) => ordinal === from.ordinal)?.branches ?? [];
  return only === undefined || another !== undefined ? undefined : (hues.get(only) ?? 1);
}

function FrameBox(props: {
  readonly frame: HeapFrame;
  readonly hue: Hue;
  readonly box: Box;
  readonly onPoint: (isOn: boolean) => void;
}) {
  const { frame, hue, box, onPoint } = props;
  return (
    <div
      class="heap-frame"
      data-hue={hue}
      data-side={frame.side}
      style={placed(box)}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
    >
      <div class="heap-frame-head" style={{ height: `${FRAME.head}px` }}>
        <BranchTag name={frame.branch} hue={hue} /> frame
      </div>
      {frame.rows.map(({ name, text }, index) => (
        <div key={index} class="heap-row" style={{ height: `${FRAME.row}px` }}>
          <bdi>{name}</bdi>
          {text !== null && (
            <bdi class="heap-row-text" title={text}>
              {text}
            </bdi>
          )}
        </div>
      ))}
    </div>
  );
}
