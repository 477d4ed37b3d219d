import { distributions, pythonPackage, type RuntimeFile, type RuntimeFiles } from "virtual:genclone/runtime";
import { type Downloaded, download, sizeOf } from "./download.ts";
import { DumpDownload } from "./dump-download.ts";
import type { Part, Supply } from "./host.ts";
import type { OnProgress } from "./interpreter.ts";
import { forgetAllBut, store } from "./stored.ts";

/** The name that a dump is handed over by. */
const DUMP = "dump";

/** Of how many versions what was downloaded is kept: two can be looked at side by side, and each takes some 50 MB. */
const KEPT = 2;

/** What was downloaded, by version, so that an interpreter that takes another's place needs no download. */
const kept = new Map<string, Map<string, Part>>();

/** What the browser was not told to keep yet, by its address, as it was sent. */
const unstored = new Map<string, Part>();

/** Whether the browser was told to forget what it kept for an earlier version of the page. */
let isTidy = false;

/**
 * Has the browser keep what was downloaded, for times without network and for quicker visits, and forget what an earlier
 * version of the page had it keep. Does each once, however often it is called, and never rejects.
 */
export async function keepPythons(): Promise<void> {
  for (const [url, sent] of unstored) {
    unstored.delete(url);
    await store(url, sent);
  }
  if (isTidy) return;
  isTidy = true;
  await forgetAllBut([...distributions.values()].flatMap(filesOf).map(({ url }) => url));
}

/** Notes what was downloaded for a version as the last that was used. */
function keep(python: string, parts: Map<string, Part>): void {
  kept.delete(python);
  kept.set(python, parts);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
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
  if (known === undefined) return supplyAnew(python, there, onProgress, signal);
  keep(python, known);
  return supplyKept(known);
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
    const addresses = new Map(filesOf(there).map(({ name, url }) => [name, url]));
    const note = (name: string, { bytes, sent }: Downloaded) => {
      parts.set(name, bytes);
      const url = addresses.get(name);
      if (url !== undefined) unstored.set(url, sent);
    };
    const hand = (name: string, file: Downloaded | null) => {
      if (file !== null) note(name, file);
      given.push(give(name, file?.bytes ?? null));
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
    hand(DUMP, dump?.is === "here" ? dump.dump : null);
    keep(python, parts);
    // An interpreter that boots later can have a dump that is too late for this one.
    if (dump?.is === "late") void dump.arriving.then((late) => late && note(DUMP, late));
    await Promise.all(given);
  };
