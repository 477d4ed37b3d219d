import type { Plugin } from "vite";

/**
 * Gives the page a module whose default export is the address of a file that is made here: an asset of a build, and
 * served as such while developing.
 */
export function assetModule(options: {
  /** As `virtual:genclone/frame`. */
  readonly id: string;
  /** As `frame.html`. */
  readonly name: string;
  readonly contentType: string;
  readonly source: () => string;
}): Plugin {
  const { id, name, contentType, source } = options;
  const served = `@genclone/${name}`;
  let path = `/${served}`;
  let isBuild = false;

  return {
    name: `genclone:${name}`,

    configResolved({ base, command }) {
      isBuild = command === "build";
      path = `${base.startsWith("/") ? base : "/"}${served}`;
    },

    resolveId: (wanted) => (wanted === id ? `\0${id}` : undefined),

    load(wanted) {
      if (wanted !== `\0${id}`) return undefined;
      if (!isBuild) return `export default ${JSON.stringify(path)};`;
      const asset = this.emitFile({ type: "asset", name, source: source() });
      return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (new URL(request.url ?? "", "http://localhost").pathname !== path) return next();
        response.setHeader("Content-Type", contentType);
        response.setHeader("Cache-Control", "no-cache");
        response.end(source());
      });
    },
  };
}
