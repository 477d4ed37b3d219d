import type { Branch, Holding, ObjectView, Ordinal, Slot, Snapshot } from "../../protocol/snapshot.ts";

/** What a snapshot says of an object or a cell. */
export interface HeapNode {
  readonly type: string;
  readonly text: string;
  readonly refers: readonly { readonly label: string; readonly to: Ordinal }[];
}

/** Objects and cells by ordinal, and how to tell what is none of them. */
export interface HeapNodes {
  /** What is known of an object or a cell. */
  of(ordinal: Ordinal): HeapNode;
  /** The text of what is held where that is a plain value, or no object at all; else null. */
  plainText(holds: Holding): string | null;
}

/**
 * The types of plain values: such as cannot change and hold nothing. Which of two equal ones is held makes no
 * difference to a program, and Python shares the common ones among all that runs.
 */
const PLAIN: ReadonlySet<string> = new Set([
  "NoneType",
  "NotImplementedType",
  "bool",
  "bytes",
  "complex",
  "ellipsis",
  "float",
  "int",
  "str",
]);

const UNKNOWN: HeapNode = { type: "object", text: "", refers: [] };

/** Reads a snapshot. A plain value that an object or a cell holds is in the text of that. */
export function heapNodes(snapshot: Snapshot): HeapNodes {
  const views = new Map(snapshot.objects.map((view) => [view.id, view]));
  const nodes = new Map<Ordinal, HeapNode>();
  const plainText = (holds: Holding): string | null => {
    if (holds.is !== "object") return holds.is === "unset" ? "unset" : String(holds.value);
    const view = views.get(holds.object);
    return view !== undefined && PLAIN.has(view.type) ? view.text : null;
  };
  for (const view of snapshot.objects) nodes.set(view.id, objectNode(view, plainText));
  for (const slot of snapshot.branches.flatMap(slotsOf)) {
    if (slot.cell !== null) nodes.set(slot.cell, cellNode(slot.holds, plainText));
  }
  return { of: (ordinal) => nodes.get(ordinal) ?? UNKNOWN, plainText };
}

/** All slots of a frame, in the order of its tables. */
export function slotsOf({ locals, cells, stack, exception }: Branch): readonly Slot[] {
  return [...locals, ...cells, ...stack, ...exception];
}

type PlainText = HeapNodes["plainText"];

function objectNode({ id, type, text, parts }: ObjectView, plainText: PlainText): HeapNode {
  const told = parts.map(({ name, object }) => ({
    name,
    object,
    plain: plainText({ is: "object", object }),
  }));
  const plain = told.flatMap(({ name, plain }) => (plain === null ? [] : [`${name} ${plain}`]));
  const refers = told.flatMap(({ name, object, plain }) =>
    plain === null ? [{ label: name, to: object }] : [],
  );
  const about = [withoutName(text, type, id), ...plain].filter((one) => one !== "").join(", ");
  return { type, text: about, refers };
}

/** An object's text without its type and its number, which stand before it: `enumerate at 1`, `<generator object g #4>`. */
function withoutName(text: string, type: string, id: Ordinal): string {
  if (text === type) return "";
  const tail = ` #${id}>`;
  const [head] = [`<${type} object `, `<${type} `].filter((start) => text.startsWith(start));
  if (head !== undefined && text.endsWith(tail)) return text.slice(head.length, -tail.length);
  const [name] = [`${type} `, `${type}, `].filter((start) => text.startsWith(start));
  return text.slice(name?.length ?? 0);
}

function cellNode(holds: Holding, plainText: PlainText): HeapNode {
  const plain = plainText(holds);
  if (plain !== null || holds.is !== "object") return { type: "cell", text: plain ?? "", refers: [] };
  return { type: "cell", text: `holds #${holds.object}`, refers: [{ label: "content", to: holds.object }] };
}
