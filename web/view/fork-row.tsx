import { describeFork, type PlacedFork, stage } from "../model/fork-tree.ts";
import type { Hue } from "../model/palette.ts";
import { BranchTag } from "./branch-tag.tsx";
import { left } from "./fork-drawing.tsx";

/** A branch in the fork tree: it leads to the branch's column, and folds it away. */
export function ForkRow(props: {
  readonly placed: PlacedFork;
  readonly hue: Hue;
  readonly isCurrent: boolean;
  readonly isCollapsed: boolean;
  readonly onPick: () => void;
  readonly onWant: () => void;
  readonly onToggle: () => void;
}) {
  const { placed, hue, isCurrent, isCollapsed, onPick, onWant, onToggle } = props;
  const { fork } = placed;
  const words = isCollapsed ? `${describeFork(fork)}, collapsed` : describeFork(fork);
  const hasColumn = stage(fork) !== "dropped";
  const verb = isCollapsed ? "Expand" : "Collapse";
  return (
    // The keys of a tree are heard by the tree.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      role="treeitem"
      class="fork"
      aria-label={words}
      aria-level={fork.level + 1}
      aria-posinset={fork.place}
      aria-setsize={fork.places}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      title={words}
      data-hue={hue}
      data-at={fork.at}
      data-stage={stage(fork)}
      data-collapsed={isCollapsed}
      style={{ "--left": `${left(placed)}px` }}
      onFocusIn={onPick}
      onClick={onWant}
    >
      <BranchTag name={fork.branch} hue={hue} />
      <span class="fork-origin">
        {fork.from === null ? <bdi class="code">{fork.call}</bdi> : `action ${fork.at}`}
      </span>
      <span class="fork-state">{fork.state}</span>
      {hasColumn && (
        <button
          type="button"
          class="bare eye-button"
          aria-label={`${verb} ${fork.branch}`}
          title={`${verb} the column of ${fork.branch}`}
          tabIndex={isCurrent ? 0 : -1}
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Eye isShut={isCollapsed} />
        </button>
      )}
    </div>
  );
}

function Eye({ isShut }: { readonly isShut: boolean }) {
  return (
    <svg class="eye" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M1.5 8C3 5.2 5.3 3.8 8 3.8S13 5.2 14.5 8C13 10.8 10.7 12.2 8 12.2S3 10.8 1.5 8Z" />
      {isShut ? <path d="M3 13.5L13 2.5" /> : <circle cx="8" cy="8" r="2" />}
    </svg>
  );
}
