/**
 * Says whether this Node can run the project. Written in plain old words, because an old Node has to be able to
 * read the file that turns it away.
 */

/** What `engines` in package.json says, in words. */
const SUPPORTED = "20.19 or newer (but not 21.x, nor 22.0 to 22.11)";

/**
 * Whether a Node of this version is new enough for the build tools.
 * @param {string} version as `20.19.1`
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/**
 * Calls `go` where Node is new enough; otherwise says so in one sentence and fails.
 * @param {() => void} go
 */
export function whenNodeIsNewEnough(go) {
  const version = process.versions.node;
  if (isSupportedNode(version)) {
    go();
    return;
  }
  console.error(
    `genclone needs Node ${SUPPORTED}; this is Node ${version}: get a newer one from https://nodejs.org/.`,
  );
  process.exitCode = 1;
}
