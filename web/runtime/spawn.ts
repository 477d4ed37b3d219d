import { distributions, pythonPackage } from "virtual:genclone/runtime";
import * as v from "valibot";
import { download } from "./download.ts";
import { bootHost } from "./host.ts";
import type { OnProgress, Spawn } from "./interpreter.ts";
import { openSandbox } from "./sandbox.ts";

const PYTHON = "3.14";

/** What the sandbox is handed. It cannot fetch a thing itself. */
interface Delivery {
  readonly python: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly package: Readonly<Record<string, string>>;
}

/** Kept, so that an interpreter that takes another's place needs no download. */
let delivery: Delivery | undefined;

async function fetchDelivery(onProgress: OnProgress, signal: AbortSignal): Promise<Delivery> {
  const files = distributions.get(PYTHON) ?? [];
  const bytes = await download([...files, pythonPackage], onProgress, signal);
  const ours: unknown = JSON.parse(new TextDecoder().decode(bytes.get(pythonPackage.name)));
  return { python: PYTHON, files: bytes, package: v.parse(v.record(v.string(), v.string()), ours) };
}

/** Boots an interpreter in a sandbox of the page. The first one is downloaded; those after it are not. */
export const spawnInBrowser: Spawn = async (onProgress, signal) => {
  delivery ??= await fetchDelivery(onProgress, signal);
  signal.throwIfAborted();
  const { port, died, close } = openSandbox();
  return bootHost({ endpoint: port, died, end: close }, delivery, signal);
};
