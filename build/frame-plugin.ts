import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import { frameDocument } from "../web/runtime/frame.ts";

const FRAME = "virtual:genclone/frame";

/** Where the development server has the document. */
const SERVED = "@genclone/frame.html";

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** Gives the page a module with the address of the sandbox's frame, which becomes an asset of a build. */
export function frame(): Plugin {
  const source = frameDocument(hashOf);
  let path = `/${SERVED}`;
  let isBuild = false;

  return {
    name: "genclone:frame",

    configResolved({ base, command }) {
      isBuild = command === "build";
      path = `${base.startsWith("/") ? base : "/"}${SERVED}`;
    },

    resolveId: (id) => (id === FRAME ? `\0${id}` : undefined),

    load(id) {
      if (id !== `\0${FRAME}`) return undefined;
      if (!isBuild) return `export default ${JSON.stringify(path)};`;
      const asset = this.emitFile({ type: "asset", name: "frame.html", source });
      return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (new URL(request.url ?? "", "http://localhost").pathname !== path) return next();
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.end(source);
      });
    },
  };
}
