import { extname } from "node:path";
import type { Plugin } from "vite";
import { distributionFiles, packageFile, type RuntimeFile } from "./runtime-files.ts";
import { bundleSandbox } from "./sandbox-code.ts";

const SANDBOX = "virtual:genclone/sandbox";
const RUNTIME = "virtual:genclone/runtime";

/** Below this path, which no file of the playground has, the development server has the runtime's files. */
const SERVED = "@genclone/";

const MIME: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".zip": "application/zip",
};

/**
 * Gives the page two modules (their types are in web/runtime/virtual.d.ts): the code of the sandbox's worker, and a
 * list of the files to hand it with addresses and sizes. Works alike in development and in a build, where the files
 * become assets whose addresses are relative to the page's own code, so that the site can lie below any path.
 */
export function runtime(): Plugin {
  const served = new Map<string, RuntimeFile>();
  let base = "/";
  let isBuild = false;

  return {
    name: "genclone:runtime",

    configResolved(config) {
      base = config.base;
      isBuild = config.command === "build";
    },

    resolveId: (id) => (id === SANDBOX || id === RUNTIME ? `\0${id}` : undefined),

    async load(id) {
      if (id === `\0${SANDBOX}`) {
        const { code, madeOf } = await bundleSandbox({ minify: isBuild });
        for (const file of madeOf) this.addWatchFile(file);
        return `export default ${JSON.stringify(code)};`;
      }
      if (id !== `\0${RUNTIME}`) return undefined;

      /** The source text of an expression for where a file is found. */
      const addressOf = (folder: string, file: RuntimeFile): string => {
        if (isBuild) {
          const asset = this.emitFile({ type: "asset", name: file.name, source: file.bytes });
          return `import.meta.ROLLUP_FILE_URL_${asset}`;
        }
        const path = `${base}${SERVED}${folder}${file.name}`;
        served.set(path, file);
        return JSON.stringify(path);
      };
      const entry = (folder: string, file: RuntimeFile): string =>
        `{ name: ${JSON.stringify(file.name)}, bytes: ${file.bytes.length}, url: ${addressOf(folder, file)} }`;

      const ours = packageFile();
      for (const file of ours.madeOf) this.addWatchFile(file);
      const distributions = [...distributionFiles()].map(([python, files]) => {
        const entries = files.map((file) => entry(`${python}/`, file));
        return `[${JSON.stringify(python)}, [${entries.join(", ")}]]`;
      });
      return [
        `export const pythonPackage = ${entry("", ours)};`,
        `export const distributions = new Map([${distributions.join(", ")}]);`,
      ].join("\n");
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? "", "http://localhost");
        const file = served.get(pathname);
        if (file === undefined) return next();
        response.setHeader("Content-Type", MIME[extname(pathname)] ?? "application/octet-stream");
        response.setHeader("Content-Length", file.bytes.length);
        response.setHeader("Cache-Control", "no-cache");
        response.end(file.bytes);
      });
    },
  };
}
