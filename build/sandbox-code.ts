import { fileURLToPath } from "node:url";
import { build } from "vite";

const ENTRY = fileURLToPath(new URL("../worker/sandbox.ts", import.meta.url));

/** A bundle and the files that it was made of. */
export interface Bundle {
  readonly code: string;
  readonly madeOf: readonly string[];
}

/** Bundles the sandbox's worker into one module that imports nothing, for it is started from a `data:` URL. */
export async function bundleSandbox({ minify }: { readonly minify: boolean }): Promise<Bundle> {
  const madeOf: string[] = [];
  const result = await build({
    configFile: false,
    logLevel: "warn",
    plugins: [
      {
        name: "genclone:made-of",
        moduleParsed: ({ id }) => {
          if (!id.startsWith("\0")) madeOf.push(id);
        },
      },
    ],
    build: {
      write: false,
      minify,
      modulePreload: false,
      lib: { entry: ENTRY, formats: ["es"] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [bundle] = [result].flat();
  const chunks = bundle && "output" in bundle ? bundle.output : [];
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk?.type !== "chunk" || chunk.imports.length > 0) {
    throw new Error("worker/sandbox.ts does not bundle into a single module.");
  }
  return { code: chunk.code, madeOf };
}
