import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build, preview } from "vite";
import { DISTRIBUTIONS, type Distribution, filesOf } from "../../../worker/distributions.ts";
import { inModules, inRepository } from "../../paths.mjs";

const FOLDER = inModules(".cache", "genclone", "bench-site");

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
  const configFile = inRepository("vite.config.ts");
  await build({ configFile, logLevel: "error", build: { outDir: FOLDER, emptyOutDir: true } });
  const { resolve } = createRequire(import.meta.url);
  for (const [python, distribution] of DISTRIBUTIONS) {
    const there = dirname(resolve(`${distribution.package}/${distribution.entry}`));
    const here = join(FOLDER, "bare", python);
    mkdirSync(here, { recursive: true });
    for (const name of filesOf(distribution)) cpSync(join(there, name), join(here, name));
    writeFileSync(join(here, "index.html"), bare(distribution));
  }
  const server = await preview({
    configFile,
    build: { outDir: FOLDER },
    preview: { port: 0, host: "127.0.0.1", open: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}/`;
}
