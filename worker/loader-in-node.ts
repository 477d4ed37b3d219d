import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Pyodide from "pyodide";
import type { Distribution } from "./distributions.ts";
import { giveEnvironment } from "./environment.ts";

/** The `loadPyodide` of a distribution whose npm package lies in `folder`, under Node. One thread loads one of them. */
export async function loaderIn(
  folder: string,
  { entry, nodeEntry, module, isScript, takesEnvironment }: Distribution,
): Promise<typeof Pyodide.loadPyodide> {
  const require = createRequire(join(folder, "package.json"));
  if (isScript) require(join(folder, module));
  if (!takesEnvironment) giveEnvironment();
  const loaded: typeof Pyodide = nodeEntry
    ? require(join(folder, nodeEntry))
    : await import(/* @vite-ignore */ pathToFileURL(join(folder, entry)).href);
  return loaded.loadPyodide;
}
