import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Page } from "../model/page.ts";
import { loadedPercent, megabytes } from "../model/status.ts";
import { CommandButton } from "./command-button.tsx";
import type { Run } from "./use-version-run.ts";

/** One of the two Pythons: which it is, how far it has come, and the way to the experiment on it. */
export function VersionSide(props: {
  readonly page: Page;
  readonly name: string;
  readonly run: Run;
  readonly onChoose: (python: string) => void;
}) {
  const { page, name, run, onChoose } = props;
  return (
    <div class="version-side">
      <label>
        {name}
        <select value={run.python} onChange={(event) => onChoose(event.currentTarget.value)}>
          {page.playground.pythons.map((python) => (
            <option key={python} value={python}>
              CPython {python}
            </option>
          ))}
        </select>
      </label>
      <Progress run={run} />
      {run.python === page.playground.python.value ? (
        <p class="soft version-way">the page's own</p>
      ) : (
        <OpenLink key={run.python} page={page} python={run.python} />
      )}
    </div>
  );
}

function Progress({ run }: { readonly run: Run }) {
  const { state, steps, count, python } = run;
  if (state.is === "failed") {
    return (
      <div role="alert" class="version-failure">
        <p>
          <strong>CPython {python} cannot be used</strong> <bdi>{state.message}</bdi>
        </p>
        <CommandButton enabled={true} onPress={run.again}>
          Run it again
        </CommandButton>
      </div>
    );
  }
  if (state.is === "loading") return <Loading python={python} state={state} />;
  return (
    <p class="version-progress">
      {steps.length} of {count} played
      {state.is === "recovering" && `, recovering: ${state.because}`}
    </p>
  );
}

/** Where all bytes are here, or none are on their way, it boots. */
function Loading(props: {
  readonly python: string;
  readonly state: { readonly loaded: number; readonly total: number };
}) {
  const { python, state } = props;
  const percent = loadedPercent(state);
  if (state.total === 0 || percent === 100) return <p class="version-progress">starting</p>;
  return (
    <p class="version-progress">
      <progress aria-label={`Loading CPython ${python}`} max={100} value={percent} />
      {megabytes(state.loaded)} of {megabytes(state.total)} MB
    </p>
  );
}

/** The link to the experiment on this Python; or why there is none. */
function OpenLink({ page, python }: { readonly page: Page; readonly python: string }) {
  const link = useSignal<{ readonly href: string } | { readonly trouble: string } | null>(null);
  useEffect(() => {
    page.links.onPython(python).then(
      (href) => {
        link.value = { href };
      },
      (error: unknown) => {
        link.value = { trouble: error instanceof Error ? error.message : String(error) };
      },
    );
  }, [page, python]);
  const { value: made } = link;
  if (made === null) return <p class="version-way" />;
  if ("trouble" in made) return <p class="soft version-way">There is no link to it: {made.trouble}</p>;
  return (
    <p class="version-way">
      <a href={made.href} target="_blank" rel="noopener">
        Open in CPython {python} in a new tab
      </a>
    </p>
  );
}
