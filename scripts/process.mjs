import { spawn } from "node:child_process";

/**
 * @typedef {object} Ended How a child process ended.
 * @property {"exit" | "signal" | "deadline" | "missing"} ended
 * @property {number} code its exit code; 1 where it has none
 * @property {string} how the same in words, as `exit code 1`
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} output both, in the order they came
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Readonly<Record<string, string | undefined>>} [env] added to our own environment
 * @property {number} [deadline] seconds after which the child and all its children are killed
 * @property {boolean} [shell]
 */

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();

/** On POSIX a child leads its own process group, so that what it started goes with it. */
const HAS_GROUPS = process.platform !== "win32";

/** Kills a child and whatever it started. */
const killTree = (
  /** @type {import("node:child_process").ChildProcess} */ child,
  /** @type {NodeJS.Signals} */ signal,
) => {
  if (child.pid === undefined) return;
  try {
    if (HAS_GROUPS) process.kill(-child.pid, signal);
    else spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
  } catch {
    // It is gone already.
  }
};

/** The code to exit with once the children are gone; set when this process was told to end. */
let ending = 0;

/** Ends every child, and then this process with the code that a shell expects. */
const endWithChildren = (/** @type {NodeJS.Signals} */ signal, /** @type {number} */ number) => {
  ending = 128 + number;
  if (children.size === 0) process.exit(ending);
  console.error(`\nStopped by ${signal}.`);
  for (const child of children) killTree(child, "SIGTERM");
  // Playwright and its browsers want a moment to go; then they are not asked any more.
  setTimeout(() => {
    for (const child of children) killTree(child, "SIGKILL");
    process.exit(ending);
  }, 3000);
};

process.once("SIGINT", () => endWithChildren("SIGINT", 2));
process.once("SIGTERM", () => endWithChildren("SIGTERM", 15));
process.once("SIGHUP", () => endWithChildren("SIGHUP", 1));

/**
 * Ends this process, and its children, when the npm that runs it is gone: npm passes a signal on to a shell, and the
 * shell keeps it for itself. There is no event for a parent's end, so this looks once a second.
 */
export const endWithNpm = () => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && ending === 0) endWithChildren("SIGTERM", 15);
  }, 1000).unref();
};

/**
 * Runs a command to its end, without stdin, and gathers what it printed. Never rejects: a command that
 * cannot be started has `ended` "missing".
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    let stdout = "";
    let stderr = "";
    let output = "";
    let overdue = false;
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      shell: options.shell ?? false,
      detached: HAS_GROUPS,
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      stderr += text;
      output += text;
    });
    const timer =
      options.deadline === undefined
        ? undefined
        : setTimeout(() => {
            overdue = true;
            killTree(child, "SIGKILL");
          }, options.deadline * 1000);
    /** @type {(ended: Ended["ended"], code: number, how: string) => void} */
    const end = (ended, code, how) => {
      clearTimeout(timer);
      children.delete(child);
      if (ending !== 0) {
        // Nobody is told, so that nothing else is begun.
        if (children.size === 0) process.exit(ending);
        return;
      }
      resolve({ ended, code, how, stdout, stderr, output });
    };
    child.on("error", (error) => end("missing", 1, error.message));
    child.on("close", (code, signal) => {
      // What it left running in its group has no one to report to any more.
      killTree(child, "SIGKILL");
      if (overdue) end("deadline", 1, `still running after ${options.deadline} s`);
      else if (signal) end("signal", 1, `killed by ${signal}`);
      else end("exit", code ?? 1, `exit code ${code}`);
    });
  });
