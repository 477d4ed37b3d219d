import type { Plugin } from "vite";
import { type Hole, withoutHoles } from "../protocol/holes.ts";
import { nameOf } from "./cache.ts";
import { type MadeAhead, makeAhead } from "./made-ahead.ts";
import { pack } from "./packing.ts";
import { distributionFiles, packageFile, type RuntimeFile } from "./runtime-files.ts";
import { bundleSandbox } from "./sandbox-code.ts";

const SANDBOX = "virtual:genclone/sandbox";
const RUNTIME = "virtual:genclone/runtime";

/** How many zeros in a row are left out of what is sent of a dump, and put in where it arrives. */
const WORTH_A_HOLE = 256 * 1024;

/** Below this path, which no file of the playground has, the development server has the runtime's files. */
const SERVED = "@genclone/";

/**
 * Gives the page two modules (their types are in web/runtime/virtual.d.ts): the code of the sandbox's worker, and a
 * list of the files to hand it with addresses and sizes. Works alike in development and in a build, where the files
 * become assets whose addresses are relative to the page's own code, so that the site can lie below any path.
 *
 * Builds alone make something ahead: in development the package changes with every keystroke.
 */
export function runtime(): Plugin {
  const served = new Map<string, Uint8Array>();
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

      /** The source text of an expression for where these bytes are found. */
      const addressOf = (name: string, bytes: Uint8Array): string => {
        if (isBuild) {
          // A name that no server knows, lest it packs or unpacks by it.
          const asset = this.emitFile({ type: "asset", name: `${name}.bin`, source: bytes });
          return `import.meta.ROLLUP_FILE_URL_${asset}`;
        }
        const path = `${base}${SERVED}${nameOf(bytes)}/${name}`;
        served.set(path, bytes);
        return JSON.stringify(path);
      };
      const entry = async ({ name, bytes }: RuntimeFile, holes: readonly Hole[] = []): Promise<string> => {
        const packed = await pack(bytes);
        const sent = packed ?? bytes;
        const url = addressOf(name, sent);
        const about = { name, bytes: bytes.length, holes, sent: sent.length, isPacked: packed !== undefined };
        return `{ ...${JSON.stringify(about)}, url: ${url} }`;
      };
      const ahead = async (python: string, files: readonly RuntimeFile[]): Promise<MadeAhead> => {
        const plain = { pythonPackage: ours, dump: undefined };
        if (!isBuild) return plain;
        try {
          return await makeAhead(python, files, ours);
        } catch (error) {
          this.warn(`CPython ${python} will start slowly, for nothing could be made ahead of it: ${error}`);
          return plain;
        }
      };
      const dumpEntry = async ({ name, bytes: whole }: RuntimeFile): Promise<string> => {
        const { bytes, holes } = withoutHoles(whole, WORTH_A_HOLE);
        return entry({ name, bytes }, holes);
      };

      const ours = packageFile();
      for (const file of ours.madeOf) this.addWatchFile(file);
      const distributions = [...distributionFiles()].map(async ([python, files]) => {
        const { pythonPackage, dump } = await ahead(python, files);
        const entries = await Promise.all([...files, pythonPackage].map((file) => entry(file)));
        const dumped = dump && (await dumpEntry(dump));
        return `[${JSON.stringify(python)}, { files: [${entries.join(", ")}], dump: ${dumped} }]`;
      });
      return `export const distributions = new Map([${(await Promise.all(distributions)).join(", ")}]);`;
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? "", "http://localhost");
        const bytes = served.get(pathname);
        if (bytes === undefined) return next();
        response.setHeader("Content-Type", "application/octet-stream");
        response.setHeader("Content-Length", bytes.length);
        response.setHeader("Cache-Control", "max-age=31536000, immutable");
        response.end(bytes);
      });
    },
  };
}
