import type { PyodideAPI } from "pyodide";
import type { EngineApi } from "../protocol/engine.ts";
import { createEngine } from "./engine.ts";
import { whenFatal } from "./interpreter.ts";

/** What a worker offers to whoever started it: an engine, once booted, and word of its end. */
export interface Host<Delivery> extends EngineApi {
  /** Boots the interpreter from what it is given. To be called once, before all else; rejects where it fails. */
  boot(delivery: Delivery): Promise<void>;
  /** Settles when the interpreter has died, with what it said; be that during an action or between two. */
  died(): Promise<string>;
}

/** A host around one way of booting. */
export function createHost<Delivery>(boot: (delivery: Delivery) => Promise<PyodideAPI>): Host<Delivery> {
  let engine = unusable("The interpreter has not booted.");
  let tell: (why: string) => void;
  const death = new Promise<string>((resolve) => {
    tell = resolve;
  });
  return {
    async boot(delivery) {
      const pyodide = await boot(delivery);
      engine = createEngine(pyodide);
      whenFatal(pyodide, (error) => {
        // Objects of a dead interpreter go on answering, with nonsense; so they are not asked again.
        engine = unusable(`The interpreter has died: ${error}`);
        tell(String(error));
      });
    },
    died: () => death,
    open: async (source) => engine.open(source),
    act: async (action) => engine.act(action),
    inspect: async () => engine.inspect(),
    foresee: async (action) => engine.foresee(action),
  };
}

/** Stands where there is no engine, and says why. */
function unusable(why: string): EngineApi {
  const refuse = async () => {
    throw new Error(why);
  };
  return { open: refuse, act: refuse, inspect: refuse, foresee: refuse };
}
