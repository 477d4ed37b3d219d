import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("../scripts/serve-built.mjs", import.meta.url));

/**
 * A playground that is served somewhere.
 * @typedef {{ readonly address: string, readonly end: () => void }} Site
 */

/**
 * The playground at this address; without one, builds it and serves it until `end`, packed where that is asked for. Rejects
 * where that does not work.
 * @param {string | undefined} [address]
 * @param {{ readonly packed?: boolean }} [options]
 * @returns {Promise<Site>}
 */
export async function serve(address, { packed = false } = {}) {
  if (address) return { address: address.replace(/#.*$/s, ""), end: () => {} };
  const child = spawn(process.execPath, [SERVER, ...(packed ? ["--packed"] : [])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      const found = /serving on port (\d+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`The playground could not be built and served (exit code ${code}).`)),
    );
  });
  return { address: `http://127.0.0.1:${port}/`, end: () => void child.kill() };
}
