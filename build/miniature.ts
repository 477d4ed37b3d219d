import { readFileSync } from "node:fs";
import { branchOf } from "../protocol/action.ts";
import { type Expected, expectedOn } from "../protocol/expectation.ts";
import type { Experiment } from "../protocol/experiment.ts";
import { assignHues, hueOf } from "../web/model/palette.ts";

/** Of the picture, in the pixels of a card. */
export const WIDTH = 320;
export const HEIGHT = 120;

/** Between lanes, and the most between actions. */
const LANE = 27;
const COLUMN = 26;

/** Where the first action stands, where the last one does at most, and where what a branch came to is told. */
const FIRST = 20;
const LAST = 216;
const TOLD = 230;

/** The most letters that there is room for. */
const LETTERS = 12;

const RADIUS = 7;

/** The page's own colours. A picture knows no style sheet but its own. */
const COLOURS = readFileSync(new URL("../web/style/tokens.css", import.meta.url), "utf8")
  .match(/--(?:hue-\d|on-hue|ink|soft|edge|paper): light-dark\([^)]*\);/g)
  ?.join("");

const STYLE = `:root{color-scheme:light dark;${COLOURS}}
path{fill:none;stroke-width:2.5}.n{font:600 8px sans-serif;text-anchor:middle;fill:var(--on-hue)}
.t{font:11px ui-monospace,Menlo,monospace;fill:var(--soft)}
.e{fill:var(--paper);stroke:var(--edge)}.e+.n{fill:var(--soft)}.b{fill:var(--ink)}.b+.n{fill:var(--paper)}
${[1, 2, 3, 4, 5, 6, 7].map((hue) => `.h${hue}{fill:var(--hue-${hue})}path.h${hue}{fill:none;stroke:var(--hue-${hue})}`).join("")}`;

/** Outcomes after which a branch does nothing more. */
const ENDS = new Set(["returned", "raised", "closed", "dropped"]);

/** A branch's way through the experiment. */
interface Lane {
  readonly branch: string;
  readonly row: number;
  readonly from: number;
  to: number;
  last: Expected | null;
}

/**
 * A picture of an experiment as it was recorded: its timeline in small, a lane a branch, and what each came to. One
 * SVG, in light and dark.
 */
export function miniature(experiment: Experiment): string {
  const { actions, expected = [], python } = experiment;
  const step = Math.min(COLUMN, (LAST - FIRST) / Math.max(1, actions.length - 1));
  const x = (column: number) => FIRST + column * step;
  const outcomes = actions.map((_, index) => expectedOn(expected[index], python));
  const lanes = lay(experiment, outcomes);
  const hues = assignHues([...lanes.keys()]);
  const top = (HEIGHT - (Math.min(lanes.size, 4) - 1) * LANE) / 2;
  const y = (row: number) => top + row * LANE;

  const rails = [...lanes.values()].map(({ branch, row, from, to, last }) => {
    const isOpen = !ENDS.has(last?.kind ?? "");
    const parent = actions[from];
    const start =
      parent?.do === "clone"
        ? bend(x(from), y(rowOf(lanes, parent.branch)), y(row))
        : `M${x(from)} ${y(row)}`;
    return `<path class="h${hues.get(branch)}" d="${start}H${isOpen ? TOLD - 6 : Math.max(x(to), x(from) + (row > 0 ? BEND : 0))}"/>`;
  });
  const dots = actions.map((action, index) => {
    const branch = branchOf(action);
    const hue = hueOf(hues, action);
    const at = { x: x(index), y: y(branch === null ? 0 : rowOf(lanes, branch)) };
    const letter = branch?.slice(0, 2) ?? "=";
    return `${shape(outcomes[index] ?? null, at, hue)}<text class="n" x="${round(at.x)}" y="${at.y + 3}">${escaped(letter)}</text>`;
  });
  const told = [...lanes.values()].map(
    ({ row, last }) => `<text class="t" x="${TOLD}" y="${y(row) + 4}">${escaped(inShort(last))}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"><style>${STYLE}</style>${[...rails, ...dots, ...told].join("")}</svg>`;
}

/** The branches in the order in which they come to be. A clone that was refused comes to no lane. */
function lay({ actions }: Experiment, outcomes: readonly (Expected | null)[]): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  actions.forEach((action, index) => {
    const outcome = outcomes[index] ?? null;
    const branch = branchOf(action);
    if (branch !== null) {
      const lane = lanes.get(branch) ?? { branch, row: lanes.size, from: index, to: index, last: null };
      lane.to = index;
      // To be cloned, or not to be, is nothing that a branch comes to.
      if (action.do !== "clone" && action.do !== "start") lane.last = outcome;
      lanes.set(branch, lane);
    }
    if (action.do !== "clone" || outcome?.kind === "refused") return;
    lanes.set(action.as, { branch: action.as, row: lanes.size, from: index, to: index, last: null });
  });
  return lanes;
}

const rowOf = (lanes: ReadonlyMap<string, Lane>, branch: string): number => lanes.get(branch)?.row ?? 0;

/** How far a clone's lane needs to get clear of its original's. */
const BEND = 18;

const bend = (x: number, from: number, to: number): string =>
  `M${round(x)} ${from}C${round(x + 12)} ${from} ${round(x + 6)} ${to} ${round(x + BEND)} ${to}`;

/** A disc; a rhombus where Python raised; a black square where nothing was done; a ring for an expression. */
function shape(
  outcome: Expected | null,
  at: { readonly x: number; readonly y: number },
  hue: number | undefined,
): string {
  const [x, y, r] = [round(at.x), at.y, RADIUS];
  if (hue === undefined) return `<circle class="e" cx="${x}" cy="${y}" r="${r - 1}"/>`;
  if (outcome?.kind === "refused" || outcome?.kind === "crashed" || outcome?.kind === "stopped")
    return `<rect class="b" x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}" rx="3"/>`;
  if (outcome?.kind === "raised")
    return `<rect class="h${hue}" x="${x - 6}" y="${y - 6}" width="12" height="12" rx="1" transform="rotate(45 ${x} ${y})"/>`;
  return `<circle class="h${hue}" cx="${x}" cy="${y}" r="${r}"/>`;
}

/** A value as it stands; else the kind of what happened, and of an exception its type. */
function inShort(outcome: Expected | null): string {
  if (outcome === null) return "";
  const { kind, text = "" } = outcome;
  const said =
    kind === "yielded" || kind === "returned" ? text : kind === "raised" ? text.replace(/:.*/s, "") : kind;
  const letters = [...said];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join("")}…` : said;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
