import { distributions, pythonPackage } from "virtual:genclone/runtime";
import * as v from "valibot";
import { download } from "./download.ts";
import { bootHost } from "./host.ts";
import type { OnProgress, Spawn } from "./interpreter.ts";
import { openSandbox } from "./sandbox.ts";

/** What the sandbox is handed. It cannot fetch a thing itself. */
interface Delivery {
  readonly python: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly package: Readonly<Record<string, string>>;
}

/** The versions of CPython that the site holds, oldest first. */
export const PYTHONS: readonly string[] = [...distributions.keys()];

/** Kept by version, so that an interpreter that takes another's place needs no download. */
const deliveries = new Map<string, Delivery>();

async function fetchDelivery(python: string, onProgress: OnProgress, signal: AbortSignal): Promise<Delivery> {
  const files = distributions.get(python);
  if (files === undefined) {
    throw new Error(
      `there is no CPython ${python} here, but ${PYTHONS.join(", ")}. Choose one of them as Python`,
    );
  }
  const bytes = await download([...files, pythonPackage], onProgress, signal);
  const ours: unknown = JSON.parse(new TextDecoder().decode(bytes.get(pythonPackage.name)));
  return { python, files: bytes, package: v.parse(v.record(v.string(), v.string()), ours) };
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
