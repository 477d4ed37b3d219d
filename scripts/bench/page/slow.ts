import type { Browser } from "@playwright/test";
import { median } from "../median.ts";
import { firstVisit } from "./boots.ts";
import type { SlowLine } from "./slow-line.ts";

/** One way to a running Python, and what it took: medians. */
export interface SlowVisit {
  readonly name: string;
  readonly milliseconds: number;
  /** What came over the line until Python was ready. */
  readonly bytes: number;
}

/** A way to a running Python, by its page. */
export interface Way {
  readonly name: string;
  readonly line: SlowLine;
  /** The page's address below the line's. */
  readonly path: string;
}

/** First visits by each of these ways, in turns, so that all of them meet the machine as it is. */
export async function compareSlowVisits(
  browser: Browser,
  ways: readonly Way[],
  rounds: number,
): Promise<readonly SlowVisit[]> {
  const visits = new Map<Way, { readonly milliseconds: number; readonly bytes: number }[]>();
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      const { line, path } = way;
      line.take();
      const milliseconds = await firstVisit(browser, `${line.address}${path}`);
      visits.set(way, [...(visits.get(way) ?? []), { milliseconds, bytes: line.take() }]);
    }
  }
  return [...visits].map(([{ name }, all]) => ({
    name,
    milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
    bytes: median(all.map(({ bytes }) => bytes)),
  }));
}
