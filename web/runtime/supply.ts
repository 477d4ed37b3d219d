import { distributions, pythonPackage, type RuntimeFile, type RuntimeFiles } from "virtual:genclone/runtime";
import { download, sizeOf } from "./download.ts";
import { DumpDownload } from "./dump-download.ts";
import type { Part, Supply } from "./host.ts";
import type { OnProgress } from "./interpreter.ts";
import { forgetAllBut, store } from "./stored.ts";

/** The name that a dump is handed over by. */
const DUMP = "dump";

/** What was downloaded, by version, so that an interpreter that takes another's place needs no download. */
const kept = new Map<string, Map<string, Part>>();

/** Addresses of what the browser was told to keep. */
const stored = new Set<string>();

/**
 * Has the browser keep what was downloaded, for times without network and for quicker visits, and forget what an earlier
 * version of the page had it keep. Does each once, however often it is called, and never rejects.
 */
export async function keepPythons(): Promise<void> {
  const isFirst = stored.size === 0;
  for (const [python, parts] of kept) {
    for (const { name, url } of filesOf(distributions.get(python))) {
      const part = parts.get(name);
      if (part === undefined || stored.has(url)) continue;
      stored.add(url);
      await store(url, part.bytes);
    }
  }
  if (isFirst) await forgetAllBut([...distributions.values()].flatMap(filesOf).map(({ url }) => url));
}

const filesOf = (there: RuntimeFiles | undefined): readonly RuntimeFile[] =>
  there === undefined ? [] : [...there.files, pythonPackage, ...(there.dump ? [there.dump] : [])];

/** Hands over what CPython of this version boots from: what was downloaded before, else as it is downloaded. */
export function supplyOf(
  python: string,
  there: RuntimeFiles,
  onProgress: OnProgress,
  signal: AbortSignal,
): Supply {
  const known = kept.get(python);
  return known ? supplyKept(known) : supplyAnew(python, there, onProgress, signal);
}

const supplyKept =
  (parts: ReadonlyMap<string, Part>): Supply =>
  async (give) => {
    await Promise.all([...parts].map(([name, part]) => give(name, part)));
    if (!parts.has(DUMP)) await give(DUMP, null);
  };

const supplyAnew =
  (python: string, there: RuntimeFiles, onProgress: OnProgress, signal: AbortSignal): Supply =>
  async (give) => {
    const files = [...there.files, pythonPackage];
    const total = sizeOf(filesOf(there));
    const loaded = { files: 0, dump: 0 };
    const report = () => onProgress(loaded.files + loaded.dump, total);
    const parts = new Map<string, Part>();
    const given: Promise<void>[] = [];
    const hand = (name: string, part: Part | null) => {
      if (part !== null) parts.set(name, part);
      given.push(give(name, part));
    };
    const arriveDump = (bytes: number) => {
      loaded.dump = bytes;
      report();
    };
    const dumping = there.dump && new DumpDownload(there.dump, arriveDump, signal);
    const arrive = (bytes: number) => {
      loaded.files = bytes;
      dumping?.others(bytes);
      report();
    };
    await download(files, hand, arrive, signal);
    const dump = await dumping?.inTime();
    onProgress(total, total);
    hand(DUMP, dump?.is === "here" ? dump.part : null);
    kept.set(python, parts);
    // An interpreter that boots later can have a dump that is too late for this one.
    if (dump?.is === "late") void dump.arriving.then((part) => part && parts.set(DUMP, part));
    await Promise.all(given);
  };
