import { type Extension, RangeSet, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";
import type { Pin } from "../../model/places.ts";

/** Says where the branches are now. Pins on lines that do not exist are left out. */
export const setPins = StateEffect.define<readonly Pin[]>();

/** A gutter with a pin for each branch, and a wash of its colour over its line. */
export function pinGutter(): Extension {
  return [
    markers,
    washes,
    gutter({
      class: "pin-gutter",
      markers: (view) => view.state.field(markers),
      initialSpacer: () => new PinMarker([]),
    }),
  ];
}

/** The pins of one line, side by side. */
class PinMarker extends GutterMarker {
  constructor(readonly pins: readonly Pin[]) {
    super();
  }

  override eq(other: PinMarker): boolean {
    return same(this.pins, other.pins);
  }

  override toDOM(): Node {
    const box = document.createElement("span");
    box.className = "pins";
    for (const { branch, hue } of this.pins) {
      const pin = document.createElement("span");
      pin.className = "pin";
      pin.dataset.hue = String(hue);
      pin.title = `Branch ${branch} is here`;
      pin.textContent = branch.slice(0, 2);
      box.append(pin);
    }
    return box;
  }
}

const same = (a: readonly Pin[], b: readonly Pin[]) =>
  a.length === b.length && a.every((pin, i) => pin.branch === b[i]?.branch && pin.hue === b[i]?.hue);

const wash = (pins: readonly Pin[]) =>
  Decoration.line({ class: "washed", attributes: { style: `--wash: ${washOf(pins)}` } });

const markers = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setPins)) {
        const lines = byLine(transaction.newDoc, effect.value);
        return RangeSet.of(lines.map(({ from, pins }) => new PinMarker(pins).range(from)));
      }
    }
    return value.map(transaction.changes);
  },
});

const washes = StateField.define<RangeSet<Decoration>>({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setPins)) {
        const lines = byLine(transaction.newDoc, effect.value);
        return RangeSet.of(lines.map(({ from, pins }) => wash(pins).range(from)));
      }
    }
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The pins of each line that has any, with where the line starts, from the top down. */
function byLine(doc: Text, pins: readonly Pin[]): readonly { readonly from: number; readonly pins: Pin[] }[] {
  const lines = new Map<number, Pin[]>();
  for (const pin of pins) {
    if (pin.line >= 1 && pin.line <= doc.lines) lines.set(pin.line, [...(lines.get(pin.line) ?? []), pin]);
  }
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([line, here]) => ({ from: doc.line(line).from, pins: here }));
}

/** Each branch's colour in its own share of the line's height, fading out to the right. */
function washOf(pins: readonly Pin[]): string {
  const share = 100 / pins.length;
  return pins
    .map(({ hue }, index) => {
      const place = pins.length === 1 ? 0 : (100 * index) / (pins.length - 1);
      return `linear-gradient(90deg, var(--wash-${hue}) 40%, transparent 95%) 0 ${place}% / 100% ${share}% no-repeat`;
    })
    .join(", ");
}
