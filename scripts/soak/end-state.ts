import { OF_SNAPSHOTS } from "../../e2e/branch-region.ts";
import type { Playground } from "../../e2e/playground.ts";

/** What the page says at the end, for two runs to be compared. */
export interface EndState {
  /** Each action with its outcome and its step's digest, but for those that no interpreter answered. */
  readonly steps: readonly string[];
  /** Each branch by name, with what its head and the tables of its snapshot say. */
  readonly branches: readonly string[];
}

/** Reads it. The steps' digests cover outcomes, snapshots and output. */
export async function readEndState({ page, entries }: Playground): Promise<EndState> {
  const steps = await entries.evaluateAll((items) =>
    items
      .filter(({ dataset }) => dataset.digest !== "")
      .map((item) => `${item.getAttribute("title")} ${item.dataset.digest}`),
  );
  const branches = await page.getByRole("region", { name: /^Branch / }).evaluateAll(
    (regions, names) =>
      regions.map((region) => {
        const all = [...region.querySelectorAll("table")];
        const tables = all.filter(({ caption }) => names.some((name) => name === caption?.textContent));
        const texts = tables.flatMap((table) => [...table.rows].map(({ textContent }) => textContent));
        return [region.ariaLabel, region.querySelector(".who")?.textContent, ...texts].join("\n");
      }),
    OF_SNAPSHOTS,
  );
  return { steps, branches };
}

/** The first thing in which two ends differ, in words; undefined where they are the same. */
export function firstDifference(disturbed: EndState, undisturbed: EndState): string | undefined {
  for (const part of ["steps", "branches"] as const) {
    const count = Math.max(disturbed[part].length, undisturbed[part].length);
    for (let index = 0; index < count; index++) {
      const [here, there] = [disturbed[part][index], undisturbed[part][index]];
      if (here !== there) {
        return `${part}, number ${index + 1}:\n  disturbed:   ${here}\n  undisturbed: ${there}`;
      }
    }
  }
  return undefined;
}
