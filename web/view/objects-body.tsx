import { useRef } from "preact/hooks";
import type { Snapshot } from "../../protocol/snapshot.ts";
import type { Hues } from "../model/palette.ts";
import { useIsSeen } from "./is-seen.ts";
import { type Drawn, useDrawn } from "./objects-drawn.ts";
import { ObjectsGraph } from "./objects-graph.tsx";

/** The objects of a snapshot, drawn while they are in sight; or why there are none. */
export function ObjectsBody(props: {
  readonly snapshot: Snapshot;
  readonly hidden: ReadonlySet<string>;
  readonly hues: Hues;
}) {
  const { snapshot, hidden, hues } = props;
  const body = useRef<HTMLDivElement>(null);
  const drawn = useDrawn({ snapshot, hidden }, useIsSeen(body));
  const isEmpty = drawn?.heap.things.length === 0;
  return (
    <div class="objects-body" ref={body}>
      {drawn !== null && !isEmpty && <ObjectsGraph drawn={drawn} hues={hues} />}
      {drawn !== null && <p class="soft">{isEmpty ? whyNone(drawn) : PLAIN}</p>}
    </div>
  );
}

const PLAIN = "Numbers, text, None and their like stand where they are held.";

function whyNone({ heap }: Drawn): string {
  return heap.frames.length === 0
    ? "No branch is chosen."
    : "The frames hold nothing but numbers, text, None and their like.";
}
