import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../node_modules/.cache/genclone/build", import.meta.url));

/** A name for all of these contents together: the same for the same bytes, and in practice for no others. */
export function nameOf(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("base64url").slice(0, 22);
}

/** What `make` gives, or what it gave an earlier build under the same name. Such files may be deleted at any time. */
export async function cached(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const file = join(FOLDER, name);
  try {
    return readFileSync(file);
  } catch {
    const bytes = await make();
    mkdirSync(FOLDER, { recursive: true });
    // Two builds may be at it; a name never stands for half a file.
    writeFileSync(`${file}.${process.pid}`, bytes);
    renameSync(`${file}.${process.pid}`, file);
    return bytes;
  }
}
