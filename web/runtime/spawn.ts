import { distributions, pythonPackage, type RuntimeFiles } from "virtual:genclone/runtime";
import { download, sizeOf } from "./download.ts";
import { dumpInTime } from "./dump-in-time.ts";
import { bootHost, type Part, type Supply } from "./host.ts";
import type { OnProgress, Spawn } from "./interpreter.ts";
import { openSandbox } from "./sandbox.ts";
import { forgetAllBut } from "./stored.ts";

/** The name that a dump is handed over by. */
const DUMP = "dump";

/** The versions of CPython that the site holds, oldest first. */
export const PYTHONS: readonly string[] = [...distributions.keys()];

/** Has the browser forget the files of Pythons that an earlier version of the page had. */
export const forgetOldPythons = (): Promise<void> =>
  forgetAllBut(
    [...distributions.values()].flatMap(({ files, dump }) =>
      [...files, pythonPackage, ...(dump ? [dump] : [])].map(({ url }) => url),
    ),
  );

/** What was downloaded, by version, so that an interpreter that takes another's place needs no download. */
const kept = new Map<string, Map<string, Part>>();

/**
 * Boots CPython of this version in a sandbox of the page. The first one of a version is downloaded; those after it are
 * not.
 */
export const spawnInBrowser =
  (python: string): Spawn =>
  async (onProgress, signal) => {
    const there = distributions.get(python);
    if (there === undefined) {
      throw new Error(
        `there is no CPython ${python} here, but ${PYTHONS.join(", ")}. Choose one of them as Python`,
      );
    }
    // The sandbox starts while its files are still on their way.
    const { port, died, close } = openSandbox();
    const known = kept.get(python);
    const supply = known ? supplyKept(known) : supplyAnew(python, there, onProgress, signal);
    return bootHost({ endpoint: port, died, end: close }, python, signal, supply);
  };

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
    const needed = sizeOf(files);
    const total = needed + (there.dump?.sent ?? 0);
    const parts = new Map<string, Part>();
    const given: Promise<void>[] = [];
    const hand = (name: string, part: Part | null) => {
      if (part !== null) parts.set(name, part);
      given.push(give(name, part));
    };
    const began = performance.now();
    await download(files, hand, (loaded) => onProgress(loaded, total), signal);
    const speed = { bytes: needed, milliseconds: performance.now() - began };
    const arrive = (loaded: number) => onProgress(needed + loaded, total);
    const dump = there.dump && (await dumpInTime(there.dump, speed, arrive, signal));
    onProgress(total, total);
    hand(DUMP, dump?.is === "here" ? dump.part : null);
    kept.set(python, parts);
    // An interpreter that boots later can have a dump that is too late for this one.
    if (dump?.is === "late") void dump.arriving.then((part) => part && parts.set(DUMP, part));
    await Promise.all(given);
  };
