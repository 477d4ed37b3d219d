/**
 * Builds the playground into a folder of its own, apart from what `npm start` serves, and serves it on a free port;
 * prints the address. For the end-to-end tests and the README's picture; with `--packed`, as most hosts do it, for what is
 * measured.
 */
import compression from "compression";
import { build, preview } from "vite";
import { inModules, inRepository } from "./paths.mjs";

/** Its types are those of another server. */
const pack = /** @type {import("vite").Connect.NextHandleFunction} */ (
  /** @type {unknown} */ (compression())
);

/** @type {import("vite").Plugin} */
const packed = {
  name: "genclone:packed",
  configurePreviewServer: (server) => void server.middlewares.use(pack),
};

const outDir = inModules(".cache", "genclone", "site");
const configFile = inRepository("vite.config.ts");

await build({ configFile, logLevel: "warn", build: { outDir, emptyOutDir: true } });
const server = await preview({
  configFile,
  plugins: process.argv.includes("--packed") ? [packed] : [],
  build: { outDir },
  preview: { port: 0, strictPort: true, host: "127.0.0.1", open: false },
});
const address = server.httpServer.address();
if (address === null || typeof address === "string") throw new Error("The server has no port.");
console.log(`serving on port ${address.port}`);
