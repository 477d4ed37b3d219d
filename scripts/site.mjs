import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { install } from "./install.mjs";
import { inRepository, ROOT } from "./paths.mjs";
import { endWithNpm } from "./process.mjs";

const DEFAULT_PORT = 4173;

/** @typedef {"start" | "dev"} Mode */

const USAGE = {
  start: "Usage: npm start\n\nInstalls what is missing, builds the playground and serves it.",
  dev: "Usage: npm run dev\n\nInstalls what is missing and serves the playground from its sources, reloading on change.",
};

/**
 * The port that `PORT` asks for. Throws an `Error` that a person can read where it is no port.
 * @param {string | undefined} text
 */
export const portFrom = (text) => {
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new Error(`PORT is "${text}", which is not a port: give a number from 1 to 65535, as in PORT=4200.`);
};

/**
 * Resolves to why this address cannot be listened on (an error code), or `undefined` where it can.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>}
 */
const whyNotFree = (port, host) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });

/**
 * Throws where another program has the port, on either of the addresses that `localhost` may mean.
 * @param {number} port
 * @param {Mode} mode
 */
const insistOnFree = async (port, mode) => {
  const command = mode === "start" ? "npm start" : "npm run dev";
  for (const host of ["127.0.0.1", "::1"]) {
    const why = await whyNotFree(port, host);
    // A machine without IPv6 has no ::1 to be taken.
    if (why === undefined || why === "EADDRNOTAVAIL" || why === "EAFNOSUPPORT") continue;
    const other = port === 65535 ? DEFAULT_PORT : port + 1;
    const what = why === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${why})`;
    throw new Error(`Port ${port} ${what}: choose another one, as in PORT=${other} ${command}`);
  }
};

/**
 * Installs what is missing and serves the playground until it is stopped. Rejects with an `Error` that a person can
 * read where it cannot.
 * @param {Mode} mode
 * @param {string | undefined} portText what `PORT` says
 */
export const serve = async (mode, portText) => {
  const port = portFrom(portText);
  await insistOnFree(port, mode);
  await install();
  const vite = await import("vite");
  const configFile = inRepository("vite.config.ts");
  if (mode === "dev") {
    const server = await vite.createServer({ configFile, server: { port, strictPort: true } });
    await server.listen();
  } else {
    console.log("Building the playground ...");
    await vite.build({ configFile, logLevel: "warn" });
    await vite.preview({ configFile, preview: { port, strictPort: true } });
  }
  console.log(`genclone is at http://localhost:${port}/ (Ctrl-C stops it)`);
};

/**
 * The commands `npm start` and `npm run dev`.
 * @param {Mode} mode
 * @param {readonly string[]} args
 */
export const main = async (mode, args) => {
  try {
    const { values } = parseArgs({ args: [...args], options: { help: { type: "boolean", short: "h" } } });
    if (values.help) {
      console.log(
        `${USAGE[mode]}\nThe address is http://localhost:${DEFAULT_PORT}/; another port with PORT, as in PORT=4200.`,
      );
      return;
    }
    endWithNpm();
    process.chdir(ROOT);
    await serve(mode, process.env.PORT);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
};
