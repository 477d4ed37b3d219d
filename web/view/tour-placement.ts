export type Side = "left" | "right" | "top" | "bottom";

interface Size {
  readonly width: number;
  readonly height: number;
}

const OPPOSITE: Readonly<Record<Side, Side>> = { left: "right", right: "left", top: "bottom", bottom: "top" };

/**
 * Where a panel lies beside a place, in pixels from the view's left and top: on that side, on the other one where there is
 * no room, and as near as can be where there is none at all. It is `gap` away from the place and from the view's edges.
 */
export function beside(place: DOMRect, panel: Size, side: Side, gap: number, view: Size) {
  const spot = at(place, panel, side, gap);
  const other = at(place, panel, OPPOSITE[side], gap);
  const fits = (one: { readonly x: number; readonly y: number }) =>
    side === "left" || side === "right"
      ? one.x >= gap && one.x + panel.width <= view.width - gap
      : one.y >= gap && one.y + panel.height <= view.height - gap;
  const { x, y } = !fits(spot) && fits(other) ? other : spot;
  return {
    x: Math.max(gap, Math.min(x, view.width - gap - panel.width)),
    y: Math.max(gap, Math.min(y, view.height - gap - panel.height)),
  };
}

function at(place: DOMRect, { width, height }: Size, side: Side, gap: number) {
  switch (side) {
    case "left":
      return { x: place.left - gap - width, y: place.top };
    case "right":
      return { x: place.right + gap, y: place.top };
    case "top":
      return { x: place.left + (place.width - width) / 2, y: place.top - gap - height };
    case "bottom":
      return { x: place.left, y: place.bottom + gap };
  }
}
