import type { RuntimeFile } from "virtual:genclone/runtime";
import { messageOf } from "./ask.ts";
import { download } from "./download.ts";
import type { Part } from "./host.ts";

/**
 * How long, in milliseconds, a dump is waited for: what a boot from it saves over a plain one (docs/decisions/0014).
 * On a slow network the plain boot is there sooner.
 */
const WORTH = 2000;

/** How fast the files before it came. */
export interface Speed {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** A dump that is here; or one that goes on arriving while an interpreter boots without it, if it can be had at all. */
export type DumpInTime =
  | { readonly is: "here"; readonly part: Part }
  | { readonly is: "late"; readonly arriving: Promise<Part | undefined> };

/**
 * Downloads a dump for as long as that is quicker than to boot without it. A dump that cannot be had is no failure: the
 * console tells of it. Rejects only where `signal` is aborted.
 */
export async function dumpInTime(
  file: RuntimeFile,
  speed: Speed,
  onBytes: (loaded: number) => void,
  signal: AbortSignal,
): Promise<DumpInTime> {
  let isAwaited = true;
  const arriving = downloadDump(file, (loaded) => isAwaited && onBytes(loaded), signal);
  const part = isWorthIt(file.sent, speed) ? await Promise.race([arriving, after(WORTH)]) : undefined;
  isAwaited = false;
  signal.throwIfAborted();
  return part === undefined ? { is: "late", arriving } : { is: "here", part };
}

async function downloadDump(
  file: RuntimeFile,
  onBytes: (loaded: number) => void,
  signal: AbortSignal,
): Promise<Part | undefined> {
  let dump: Part | undefined;
  const hand = (_: string, part: Part) => {
    dump = part;
  };
  try {
    await download([file], hand, onBytes, signal);
  } catch (error) {
    if (!signal.aborted) console.warn(`CPython boots plainly, for its dump is not here: ${messageOf(error)}`);
  }
  return dump;
}

/** Whether this many bytes, as fast as those before, come soon enough to gain by them. */
export const isWorthIt = (size: number, { bytes, milliseconds }: Speed): boolean =>
  size * milliseconds <= bytes * WORTH;

const after = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
