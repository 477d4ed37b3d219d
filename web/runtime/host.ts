import { type Endpoint, wrap } from "comlink";
import type { EngineApi } from "../../protocol/engine.ts";
import { messageOf } from "./ask.ts";
import type { Interpreter } from "./interpreter.ts";

/** What a worker offers over its port. */
interface Host extends EngineApi {
  boot(delivery: unknown): Promise<void>;
  died(): Promise<string>;
}

interface Worker {
  readonly endpoint: Endpoint;
  /** Resolves when the worker itself has ended, other than by `end`. */
  readonly died: Promise<string>;
  end(): void;
}

/**
 * Boots the interpreter of a worker from what is delivered, while `supply` hands over what a worker boots from that has no
 * files of its own. Rejects, and ends the worker, where either fails.
 */
export async function bootHost(
  { endpoint, died, end }: Worker,
  delivery: unknown,
  signal: AbortSignal,
  supply?: () => Promise<void>,
): Promise<Interpreter> {
  const host = wrap<Host>(endpoint);
  signal.addEventListener("abort", end);
  try {
    signal.throwIfAborted();
    const booted = Promise.all([host.boot(delivery), supply?.()]);
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
