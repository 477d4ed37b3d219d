import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atTheEnd } from "./leftovers.ts";

/** A new folder, by its real path, which is removed by `remove`, or else when this process ends. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "genclone-")));
  // Whoever was killed a moment ago may still be about to write.
  const remove = atTheEnd(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return { path, remove };
}
