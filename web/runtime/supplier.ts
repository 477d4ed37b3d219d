import { distributions, type RuntimeFile, type RuntimeFiles } from "virtual:genclone/runtime";
import { trustScript } from "../trusted-scripts.ts";
import type { OnProgress } from "./interpreter.ts";
import type { Order, Told } from "./orders.ts";
import address from "./supply-worker.ts?worker&url";

let supplier: Worker | undefined;

/** Starts what supplies the sandboxes, before it is known what is wanted. */
export function prepareSupplier(): Worker {
  if (supplier !== undefined) return supplier;
  trustScript(address);
  supplier = new Worker(address, { type: "module" });
  // The next order starts another one.
  supplier.addEventListener("error", () => {
    supplier = undefined;
  });
  return supplier;
}

/**
 * Hands over what CPython of this version boots from, by a port that leads to its sandbox. The first time that is
 * downloaded. Rejects with an `Error` that names what could not be had.
 */
export function supply(
  python: string,
  { files, dump }: RuntimeFiles,
  goods: MessagePort,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const worker = prepareSupplier();
  const { port1: line, port2 } = new MessageChannel();
  const over = new AbortController();
  const supplied = new Promise<void>((resolve, reject) => {
    const end = (why: unknown) => {
      line.postMessage("end");
      reject(why);
    };
    const broken = ({ message }: ErrorEvent) => end(new Error(`what downloads it broke down: ${message}`));
    worker.addEventListener("error", broken, { signal: over.signal });
    signal.addEventListener("abort", () => end(signal.reason), { signal: over.signal });
    line.onmessage = ({ data: told }: MessageEvent<Told>) => {
      if (told.is === "progress") onProgress(told.loaded, told.total);
      else if (told.is === "failed") reject(new Error(told.why));
      else resolve();
    };
  });
  order({ do: "hand", wanted: { python, files, dump } }, [goods, port2]);
  return supplied.finally(() => {
    over.abort();
    line.close();
  });
}

/**
 * Has the browser keep what was downloaded, for times without network and for quicker visits, and forget what an earlier
 * version of the page had it keep. Does each once, however often it is called.
 */
export function keepPythons(): void {
  const all = [...distributions.values()].flatMap(filesOf);
  order({ do: "store", addresses: all.map(({ url }) => url) }, []);
}

const filesOf = ({ files, dump }: RuntimeFiles): readonly RuntimeFile[] => (dump ? [...files, dump] : files);

const order = (what: Order, ports: readonly MessagePort[]): void =>
  prepareSupplier().postMessage(what, [...ports]);
