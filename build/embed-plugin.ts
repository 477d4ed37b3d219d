import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const ENTRY = fileURLToPath(new URL("../web/embed/genclone-experiment.ts", import.meta.url));

/** The name that other people's pages know it by. It lies beside the page and keeps its name for good. */
const NAME = "embed.js";

/** Gives the site the script with the tag `<genclone-experiment>`: one file that imports nothing. */
export function embedScript(): Plugin {
  return {
    name: "genclone:embed-script",

    async generateBundle() {
      this.emitFile({ type: "asset", fileName: NAME, source: await bundled() });
    },

    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const { pathname } = new URL(request.url ?? "", "http://localhost");
        if (pathname !== `/${NAME}`) return next();
        response.setHeader("Content-Type", "text/javascript; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.end(await bundled());
      });
    },
  };
}

async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: { write: false, lib: { entry: ENTRY, formats: ["iife"], name: "genclone" } },
  });
  const [bundle] = [result].flat();
  const [chunk] = bundle && "output" in bundle ? bundle.output : [];
  if (chunk?.type !== "chunk" || chunk.imports.length > 0) {
    throw new Error("web/embed/genclone-experiment.ts does not bundle into a single script.");
  }
  return chunk.code;
}
