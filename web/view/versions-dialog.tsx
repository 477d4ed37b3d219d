import { type Signal, useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { Page } from "../model/page.ts";
import { assignHues } from "../model/palette.ts";
import {
  type ComparedAction,
  compareRuns,
  farthestFrom,
  type Pair,
  summaryOf,
  worthShowing,
} from "../model/version-comparison.ts";
import { branchesBegun, type Played, playedOf } from "../model/version-run.ts";
import "../style/versions.css";
import { Dialog } from "./dialog.tsx";
import { type Run, useVersionRun } from "./use-version-run.ts";
import { VersionActions } from "./version-actions.tsx";
import { VersionSide } from "./version-side.tsx";
import { VersionSnapshots } from "./version-snapshots.tsx";

/** Plays the experiment on two Pythons beside the page's own, and shows action by action where they differ. */
export function VersionsDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }) {
  const { playground } = page;
  const played = useMemo(() => playedOf(playground), [playground]);
  const pythons = useSignal(pairToBegin(playground.python.peek(), playground.pythons));
  return (
    <Dialog title="Compare Pythons" class="versions" onClose={onClose}>
      {played.actions.length === 0 ? (
        <div class="dialog-body">
          <p class="soft nothing">There is nothing to play yet: press Run first.</p>
        </div>
      ) : (
        <Comparison page={page} played={played} pythons={pythons} />
      )}
    </Dialog>
  );
}

/** The page's Python, or the newest where that is not here, and the one that is farthest from it. */
function pairToBegin(current: string, pythons: readonly string[]): Pair<string> {
  const first = pythons.includes(current) ? current : (pythons.at(-1) ?? current);
  return [first, farthestFrom(first, pythons)];
}

function Comparison(props: {
  readonly page: Page;
  readonly played: Played;
  readonly pythons: Signal<Pair<string>>;
}) {
  const { page, played, pythons } = props;
  const [first, second] = pythons.value;
  const runs: Pair<Run> = [useVersionRun(page, played, first), useVersionRun(page, played, second)];
  const before = useRef<readonly ComparedAction[]>([]);
  const compared = compareRuns(played.actions, runs[0].steps, runs[1].steps, before.current);
  before.current = compared;
  const isDone = runs.every(({ isOver }) => isOver);
  const chosen = useSignal<number | null>(null);
  const at = chosen.value ?? (isDone ? worthShowing(compared) : null);
  const row = at === null ? undefined : compared[at];
  const hues = useMemo(() => assignHues(branchesBegun(played)), [played]);
  /** One that the other side has already changes sides with it. */
  const choose = (side: 0 | 1, python: string) => {
    const other = pythons.value[1 - side] === python ? pythons.value[side] : pythons.value[1 - side];
    pythons.value = side === 0 ? [python, other ?? python] : [other ?? python, python];
  };
  return (
    <>
      <div class="dialog-tools">
        <VersionSide page={page} name="First Python" run={runs[0]} onChoose={(python) => choose(0, python)} />
        <VersionSide
          page={page}
          name="Second Python"
          run={runs[1]}
          onChoose={(python) => choose(1, python)}
        />
      </div>
      <div class="dialog-body">
        <div class="versions-summary">
          <p role="status">
            {isDone ? verdict(compared) : `Playing ${counted(played.actions.length)} on both …`}
          </p>
          {played.left > 0 && (
            <p class="soft">
              That is what was done so far. {counted(played.left)} more {played.left === 1 ? "is" : "are"}{" "}
              recorded: play them on the page to compare them, too.
            </p>
          )}
        </div>
        <VersionActions
          compared={compared}
          pythons={pythons.value}
          isOver={[runs[0].isOver, runs[1].isOver]}
          hues={hues}
          chosen={at}
          onChoose={(index) => {
            chosen.value = index;
          }}
        />
        {row !== undefined && at !== null && (
          <VersionSnapshots compared={row} index={at} pythons={pythons.value} hues={hues} />
        )}
      </div>
    </>
  );
}

const verdict = (compared: readonly ComparedAction[]): string =>
  compared.every(({ steps }) => steps.includes(null))
    ? "Nothing can be compared."
    : `${summaryOf(compared)}.`;

const counted = (count: number): string => (count === 1 ? "1 action" : `${count} actions`);
