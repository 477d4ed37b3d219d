import type { PyodideAPI } from "pyodide";
import type { EngineApi } from "../protocol/engine.ts";

/** `genclone.lab`, as far as it is used here. */
interface Lab {
  readonly Session: (source: string) => Session;
  readonly Slate: (folder: string) => Slate;
}

/** Undoes what an experiment did to the interpreter beside its own. */
interface Slate {
  wipe(): void;
}

interface Session {
  act(action: string): string;
  inspect(): string;
  foresee(action: string): string;
  /** Lets go of it on the Python side; branches that were suspended in it are closed by that. */
  destroy(): void;
}

/** The folder that experiments run in; their own, and emptied between two of them. */
const FOLDER = "/experiment";

/**
 * The engine of one interpreter. A rejection of `act` is never about the user's code, which the lab turns into
 * outcomes: it means that the interpreter can no longer be trusted.
 */
export function createEngine(pyodide: PyodideAPI): EngineApi {
  const lab: Lab = pyodide.pyimport("genclone.lab");
  const slate = lab.Slate(FOLDER);
  let session: Session | undefined;
  const opened = (what: string): Session => {
    if (session === undefined) throw new Error(`Nothing is open, so ${what} cannot be done.`);
    return session;
  };
  return {
    async open(source) {
      session?.destroy();
      session = undefined;
      slate.wipe();
      session = lab.Session(source);
    },
    act: async (action) => opened(action.do).act(JSON.stringify(action)),
    inspect: async () => opened("inspect").inspect(),
    foresee: async (action) => opened("foresee").foresee(JSON.stringify(action)),
  };
}
