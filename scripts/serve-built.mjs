/**
 * Builds the playground into a folder of its own, apart from what `npm start` serves, and serves it on a free port;
 * prints the address. For the end-to-end tests and the README's picture.
 */
import { build, preview } from "vite";
import { inModules, inRepository } from "./paths.mjs";

const outDir = inModules(".cache", "genclone", "site");
const configFile = inRepository("vite.config.ts");

await build({ configFile, logLevel: "warn", build: { outDir, emptyOutDir: true } });
const server = await preview({
  configFile,
  build: { outDir },
  preview: { port: 0, strictPort: true, host: "127.0.0.1", open: false },
});
const address = server.httpServer.address();
if (address === null || typeof address === "string") throw new Error("The server has no port.");
console.log(`serving on port ${address.port}`);
