import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, wherever a command was called from. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A path inside the repository. */
export const inRepository = (/** @type {string[]} */ ...parts) => join(ROOT, ...parts);

/** Where a tool that npm installed has its entry, to be run by this Node without a shell in between. */
export const inModules = (/** @type {string[]} */ ...parts) => inRepository("node_modules", ...parts);
