import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build, type Plugin, preview } from "vite";
import { DISTRIBUTIONS, type Distribution, filesOf } from "../../../worker/distributions.ts";
import { inModules, inRepository } from "../../paths.mjs";

const configFile = inRepository("vite.config.ts");

/** A page that does nothing but load one distribution, and says so in its title. */
const bare = ({ entry, module, isScript }: Distribution) => `<!doctype html>
<meta charset="utf-8">
<title>loading</title>
${isScript ? `<script src="./${module}"></script>` : ""}
<script type="module">
  import { loadPyodide } from "./${entry}";
  await loadPyodide({ indexURL: new URL(".", location).href });
  document.title = "ready";
</script>
`;

/** Builds the playground, puts a bare page of each distribution beside it, and serves both; resolves to the address. */
export async function serveSite(): Promise<string> {
  const folder = await buildSite("bench-site");
  const { resolve } = createRequire(import.meta.url);
  for (const [python, distribution] of DISTRIBUTIONS) {
    const there = dirname(resolve(`${distribution.package}/${distribution.entry}`));
    const here = join(folder, "bare", python);
    mkdirSync(here, { recursive: true });
    for (const name of filesOf(distribution)) cpSync(join(there, name), join(here, name));
    writeFileSync(join(here, "index.html"), bare(distribution));
  }
  return serve(folder);
}

/** The page as it would be if it waited for every dump, however slowly that comes. */
const patient: Plugin = {
  name: "bench:patient",
  enforce: "pre",
  transform(code, id) {
    if (!id.endsWith("/web/runtime/dump-download.ts")) return;
    const made = code.replace("const WORTH = 2000;", "const WORTH = 600_000;");
    if (made === code) throw new Error("web/runtime/dump-download.ts has no WORTH to be put off any more.");
    return made;
  },
};

/** Builds and serves the playground with one change: each first visit waits for the dump. Resolves to the address. */
export const servePatientSite = async (): Promise<string> => serve(await buildSite("bench-patient", patient));

async function buildSite(name: string, ...plugins: readonly Plugin[]): Promise<string> {
  const outDir = inModules(".cache", "genclone", name);
  await build({ configFile, logLevel: "error", plugins: [...plugins], build: { outDir, emptyOutDir: true } });
  return outDir;
}

async function serve(outDir: string): Promise<string> {
  const server = await preview({
    configFile,
    build: { outDir },
    preview: { port: 0, host: "127.0.0.1", open: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}/`;
}
