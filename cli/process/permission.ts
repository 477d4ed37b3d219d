const known = process.allowedNodeEnvironmentFlags;

/** The switch of Node's permission model, where this Node has it. Before it was called stable it had a longer name. */
const SWITCH = ["--permission", "--experimental-permission"].find((name) => known.has(name));

/**
 * What to start Node with, so that it may read below these folders and nothing else on the disk, write nowhere, and
 * start neither processes nor threads. Nodes that guard the network as well (25 and later) then have none.
 */
export function readingOnly(folders: readonly string[]): readonly string[] {
  if (SWITCH === undefined) return [];
  return [SWITCH, ...folders.map((folder) => `--allow-fs-read=${folder}`)];
}
