import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { EngineApi } from "../../protocol/engine.ts";
import type { Spawn } from "../../web/runtime/interpreter.ts";
import { PACKAGE_FOLDER } from "../../worker/package-on-disk.ts";
import { atTheEnd } from "./leftovers.ts";
import { temporaryFolder } from "./temporary.ts";

/**
 * Spawns a CPython of this machine, with the lab serving over its standard streams: a JSON text a line. `path` is the
 * interpreter's, `memory` the most address space that it may take, in MiB.
 */
export const spawnNative =
  (path: string, memory: number): Spawn =>
  async (_, signal) => {
    signal.throwIfAborted();
    const folder = temporaryFolder();
    const child = spawn(path, ["-m", "genclone.lab", "--memory", String(memory)], {
      env: {
        ...process.env,
        // It is killed, and so cannot tidy up.
        TMPDIR: folder.path,
        TEMP: folder.path,
        PYTHONPATH: PACKAGE_FOLDER,
        PYTHONHASHSEED: "0",
        PYTHONDONTWRITEBYTECODE: "1",
      },
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    const end = atTheEnd(() => {
      child.kill("SIGKILL");
      folder.remove();
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-LONGEST_COMPLAINT);
    });
    // What is written to a process that has ended is lost; of its end `died` tells.
    child.stdin.on("error", () => {});
    const died = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("close", (code, by) => {
        const last = complaint.trim().split("\n").at(-1) ?? "";
        resolve(`its process ended with ${by ?? `exit code ${code}`}${last === "" ? "" : `: ${last}`}`);
      });
    });
    void died.then(end);

    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ask = async (request: object): Promise<string> => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { done, value } = await answers.next();
      // A process that has ended answers nothing, ever.
      return done ? new Promise<string>(() => {}) : value;
    };
    const engine: EngineApi = {
      async open(source) {
        const answer = await ask({ open: source });
        if (!OPENED.test(answer)) throw new Error(`it could not open the experiment: ${answer}`);
      },
      act: (action) => ask({ act: action }),
      inspect: () => ask({ inspect: true }),
      foresee: (action) => ask({ foresee: action }),
    };
    return { engine, died, terminate: end };
  };

/** The server's other answer to `open` would be an error. */
const OPENED = /"opened": ?true/;

/** How much of what a dying interpreter says is kept, in characters. */
const LONGEST_COMPLAINT = 2000;
