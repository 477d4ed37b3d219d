import { distributions, pythonPackage } from "virtual:genclone/runtime";
import * as v from "valibot";
import { download, sizeOf } from "./download.ts";
import { dumpInTime } from "./dump-in-time.ts";
import { bootHost } from "./host.ts";
import type { OnProgress, Spawn } from "./interpreter.ts";
import { openSandbox } from "./sandbox.ts";

/** What the sandbox is handed. It cannot fetch a thing itself. */
interface Delivery {
  readonly python: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly package: Readonly<Record<string, string>>;
  readonly dump: Uint8Array<ArrayBuffer> | undefined;
}

/** The versions of CPython that the site holds, oldest first. */
export const PYTHONS: readonly string[] = [...distributions.keys()];

/** Kept by version, so that an interpreter that takes another's place needs no download. */
const deliveries = new Map<string, Delivery>();

async function fetchDelivery(python: string, onProgress: OnProgress, signal: AbortSignal): Promise<Delivery> {
  const there = distributions.get(python);
  if (there === undefined) {
    throw new Error(
      `there is no CPython ${python} here, but ${PYTHONS.join(", ")}. Choose one of them as Python`,
    );
  }
  const files = [...there.files, pythonPackage];
  const needed = sizeOf(files);
  const total = needed + (there.dump?.sent ?? 0);
  const began = performance.now();
  const bytes = await download(files, (loaded) => onProgress(loaded, total), signal);
  const ours: unknown = JSON.parse(new TextDecoder().decode(bytes.get(pythonPackage.name)));
  const delivery = { python, files: bytes, package: v.parse(v.record(v.string(), v.string()), ours) };
  const arrive = (loaded: number) => onProgress(needed + loaded, total);
  const speed = { bytes: needed, milliseconds: performance.now() - began };
  const dump = there.dump && (await dumpInTime(there.dump, speed, arrive, signal));
  onProgress(total, total);
  if (dump?.late !== undefined) void keepLate(python, dump.late);
  return { ...delivery, dump: dump?.bytes };
}

/** An interpreter that boots later can have a dump that was too late for the first. */
async function keepLate(python: string, late: Promise<Uint8Array<ArrayBuffer> | undefined>): Promise<void> {
  const dump = await late;
  const delivery = deliveries.get(python);
  if (delivery !== undefined && dump !== undefined) deliveries.set(python, { ...delivery, dump });
}

/**
 * Boots CPython of this version in a sandbox of the page. The first one of a version is downloaded; those after it are
 * not.
 */
export const spawnInBrowser =
  (python: string): Spawn =>
  async (onProgress, signal) => {
    const delivery = deliveries.get(python) ?? (await fetchDelivery(python, onProgress, signal));
    deliveries.set(python, delivery);
    signal.throwIfAborted();
    const { port, died, close } = openSandbox();
    return bootHost({ endpoint: port, died, end: close }, delivery, signal);
  };
