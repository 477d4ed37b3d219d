import { availableParallelism } from "node:os";
import { UsageError } from "./usage-error.ts";

/** The part of a sharded run that is to be done: the `number`th of `of`, from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** Every n-th item, so that long ones, which lie together, are spread over the shards. */
export const inShard = <T>(items: readonly T[], { number, of }: Shard): readonly T[] =>
  items.filter((_, index) => index % of === number - 1);

/** Reads `2/4`. Throws `UsageError`. */
export function parseShard(text: string): Shard {
  const [, number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (number >= 1 && number <= of) return { number, of };
  throw new UsageError(`--shard takes a part of a whole, as 1/4 (to 4/4), not "${text}".`);
}

/** Reads a whole number. Throws `UsageError`. */
export const wholeNumber =
  (option: string, least: number, unit: string) =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && Number.isSafeInteger(number)) return number;
    throw new UsageError(`${option} takes a whole number of ${unit}, ${least} or more, not "${text}".`);
  };

/** Reads seconds, of which there may be parts, into milliseconds. Throws `UsageError`. */
export function parseTimeout(text: string): number {
  const milliseconds = Math.round(Number(text) * 1000);
  // Longer ones overflow a timer, which then would go off at once.
  if (/^\d+(\.\d+)?$/.test(text) && milliseconds > 0 && milliseconds < 2 ** 31) return milliseconds;
  throw new UsageError(`--timeout takes seconds, as 5 or 0.5, not "${text}".`);
}

/** Reads the address of a page, without a fragment. Throws `UsageError`. */
export function parseSite(text: string): string {
  if (!URL.canParse(text)) {
    throw new UsageError(`--site takes the address of a page, as ${LOCAL_SITE}, not "${text}".`);
  }
  const url = new URL(text);
  url.hash = "";
  return url.href;
}

/** What `npm start` serves. */
export const LOCAL_SITE = "http://localhost:4173/";

export const REPORTERS = ["pretty", "json", "tap", "junit"] as const;
export type ReporterName = (typeof REPORTERS)[number];

/** As many interpreters as there are cores. */
export const DEFAULT_JOBS = availableParallelism();
/** What the page allows, in milliseconds. */
export const DEFAULT_DEADLINE = 5000;
/** In MiB. */
export const DEFAULT_MEMORY = 512;
/** CPython itself needs about half of that. */
export const LEAST_MEMORY = 128;
