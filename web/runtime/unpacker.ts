import { trustScript } from "../trusted-scripts.ts";
import { type Unpacking, unpackHere } from "./unpacking.ts";
import address from "./unpacking-worker.ts?worker&url";

/** Null where there is none to be had; undefined until one is wanted. */
let worker: Worker | null | undefined;

/** Starts what unpacks, before there is something to unpack. */
export function prepareUnpacker(): void {
  if (worker === undefined) worker = started();
}

/**
 * Unpacks beside the page, which has a picture to draw meanwhile, and beside the interpreter's worker, which waits for what
 * comes of it; where there is no worker to be had, in the page. What comes out has so many bytes.
 */
export function unpack(size: number): Unpacking {
  prepareUnpacker();
  return worker ? unpackIn(worker, size) : unpackHere(size);
}

function started(): Worker | null {
  if (!("Worker" in globalThis)) return null;
  trustScript(address);
  const made = new Worker(address, { type: "module" });
  // Where it does not start, what waits for it gives up, and what comes later is unpacked here.
  made.addEventListener("error", () => {
    worker = null;
    for (const giveUp of waiting.values()) giveUp(new Error("what unpacks it could not be started"));
  });
  return made;
}

/** By its port, what tells whoever waits for a file that it will not come. */
const waiting = new Map<MessagePort, (why: Error) => void>();

function unpackIn(there: Worker, size: number): Unpacking {
  const { port1, port2 } = new MessageChannel();
  const stop = () => {
    waiting.delete(port1);
    port1.close();
  };
  const unpacked = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    waiting.set(port1, reject);
    port1.onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | string>) => {
      stop();
      if (typeof data === "string") reject(new Error(data));
      else resolve(data);
    };
  });
  unpacked.catch(() => {});
  there.postMessage(size, [port2]);
  return {
    add: (part) => port1.postMessage(part, [part.buffer]),
    end() {
      port1.postMessage(null);
      return unpacked;
    },
    stop,
  };
}
