import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Snapshot } from "../../protocol/snapshot.ts";
import { painted } from "../browser/painted.ts";
import { type Heap, heapOf, withoutBranches } from "../model/heap.ts";
import type { HeapLayout } from "../model/heap-layout.ts";

/** What the drawing is of. */
export interface ToDraw {
  readonly snapshot: Snapshot;
  /** The branches that are left out. */
  readonly hidden: ReadonlySet<string>;
}

/** A heap, and where it is drawn; null where it is only listed. */
export interface Drawn extends ToDraw {
  readonly heap: Heap;
  readonly layout: HeapLayout | null;
}

/**
 * The heap of a snapshot, behind the rest of the page: it is worked out once that is on the screen, and not at all where a
 * newer one comes before. It is laid out only while `isSeen`; until then, and where the library is not here, it is a list.
 */
export function useDrawn(toDraw: ToDraw, isSeen: boolean): Drawn | null {
  const { snapshot, hidden } = toDraw;
  const drawn = useSignal<Drawn | null>(null);
  useEffect(() => {
    let isStale = false;
    painted().then(async () => {
      const last = drawn.peek();
      const isKnown = last?.snapshot === snapshot && last.hidden === hidden;
      if (isStale || (isKnown && (!isSeen || last.layout !== null))) return;
      const heap = withoutBranches(heapOf(snapshot), hidden);
      const isLaid = isSeen && heap.things.length > 0;
      const show = (layout: HeapLayout | null) => {
        if (!isStale) drawn.value = { snapshot, hidden, heap, layout };
      };
      if (!isLaid || last === null) show(null);
      if (isLaid) show(await layOut(heap));
    });
    return () => {
      isStale = true;
    };
  }, [drawn, snapshot, hidden, isSeen]);
  return drawn.value;
}

async function layOut(heap: Heap): Promise<HeapLayout | null> {
  try {
    const { layHeap } = await import("../model/heap-layout.ts");
    return layHeap(heap);
  } catch (error) {
    console.warn(`The objects are only listed, for they could not be laid out: ${error}`);
    return null;
  }
}
