import { type Endpoint, wrap } from "comlink";
import type { EngineApi } from "../../protocol/engine.ts";
import { messageOf } from "./ask.ts";
import type { Interpreter } from "./interpreter.ts";

/** What a worker offers over its port. */
interface Host extends EngineApi {
  boot(delivery: unknown): Promise<void>;
  died(): Promise<string>;
  /** Hands over one of the files that it boots from; null says that it will not come. */
  give(name: string, part: Part | null): Promise<void>;
}

/** A file as it is handed over: all of it, unpacked. */
export type Part = Uint8Array<ArrayBuffer>;

/** Hands over what a worker boots from that has no files of its own. */
export type Supply = (give: (name: string, part: Part | null) => Promise<void>) => Promise<void>;

interface Worker {
  readonly endpoint: Endpoint;
  /** Resolves when the worker itself has ended, other than by `end`. */
  readonly died: Promise<string>;
  end(): void;
}

/** Boots the interpreter of a worker from what is delivered and supplied. Rejects, and ends the worker, where that fails. */
export async function bootHost(
  { endpoint, died, end }: Worker,
  delivery: unknown,
  signal: AbortSignal,
  supply?: Supply,
): Promise<Interpreter> {
  const host = wrap<Host>(endpoint);
  signal.addEventListener("abort", end);
  try {
    signal.throwIfAborted();
    const booted = Promise.all([host.boot(delivery), supply?.((name, part) => host.give(name, part))]);
    await Promise.race([booted, died.then((why) => Promise.reject(new Error(why)))]);
  } catch (error) {
    end();
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
  return {
    engine: {
      open: (source) => host.open(source),
      act: (action) => host.act(action),
      inspect: () => host.inspect(),
      foresee: (action) => host.foresee(action),
    },
    died: Promise.race([died, host.died().catch(messageOf)]),
    terminate: end,
  };
}
