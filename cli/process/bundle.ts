import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./temporary.ts";

const ENTRY = fileURLToPath(new URL("child.ts", import.meta.url));

let bundled: Promise<string> | undefined;

/**
 * The child's entry as one file that imports nothing of ours, in a folder of its own, which is removed when this
 * process ends. Bundled once.
 */
export const childEntry = (): Promise<string> => {
  bundled ??= bundle();
  return bundled;
};

async function bundle(): Promise<string> {
  // Needed for no other command, and takes its moment to load.
  const { build } = await import("vite");
  const result = await build({
    configFile: false,
    logLevel: "warn",
    ssr: { noExternal: true },
    build: { write: false, ssr: ENTRY, rolldownOptions: { output: { codeSplitting: false } } },
  });
  const [output] = [result].flat();
  const chunks = output && "output" in output ? output.output : [];
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk?.type !== "chunk")
    throw new Error("cli/process/child.ts is not one module.");

  const file = join(temporaryFolder().path, "child.mjs");
  writeFileSync(file, chunk.code);
  return file;
}
