import type { Place } from "../model/tour.ts";

/** The elements that a step of the tour points at; none where they are not there. */
export function elementsAt(place: Place): readonly Element[] {
  switch (place) {
    case "source":
    case "timeline":
      return all(`section.${place}`);
    case "run":
      return all(".toolbar .go");
    case "branch":
      return all("section.branch").slice(0, 1);
    case "clone":
      return all("section.branch .actions button").filter(says("Clone")).slice(0, 1);
    case "shared":
      return firstBand();
    case "share":
      return all(".openers button").filter(says("Share"));
  }
}

/** The rows of a band, a piece of it in each branch; where nothing is shared, the branches. */
function firstBand(): readonly Element[] {
  const [first] = all('section.branch tr[data-after="true"]');
  if (first === undefined) return all("section.branch");
  const { top } = first.getBoundingClientRect();
  return all('section.branch tr[data-tie="same"]').filter((row) => row.getBoundingClientRect().top === top);
}

/** The smallest box around what is in sight of them; null where there is nothing. */
export function boxInSight(elements: readonly Element[]): DOMRect | null {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  const sight =
    elements[0]?.closest(".frames-pane")?.getBoundingClientRect() ??
    new DOMRect(0, 0, innerWidth, innerHeight);
  const left = Math.max(sight.left, Math.min(...boxes.map((box) => box.left)));
  const top = Math.max(sight.top, Math.min(...boxes.map((box) => box.top)));
  const right = Math.min(sight.right, Math.max(...boxes.map((box) => box.right)));
  const bottom = Math.min(sight.bottom, Math.max(...boxes.map((box) => box.bottom)));
  return left < right && top < bottom ? new DOMRect(left, top, right - left, bottom - top) : null;
}

const all = (selector: string): readonly Element[] => [...document.querySelectorAll(selector)];

const says = (text: string) => (element: Element) => element.textContent === text;
