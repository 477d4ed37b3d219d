import { delimiter, join } from "node:path";

/**
 * What a program is called where it is installed, the likeliest first.
 * @typedef {object} Program
 * @property {readonly string[]} names in PATH on Linux and other Unixes
 * @property {readonly (readonly [app: string, executable: string])[]} macApps below /Applications of the machine or of the person
 * @property {readonly (readonly string[])[]} windowsPaths below any of Windows' program folders
 */

/**
 * The places where programs may be installed on this machine, the likeliest first; whether they are is not looked at.
 * @param {Program} program
 */
export const installedPlaces = ({ names, macApps, windowsPaths }) => {
  const { env, platform } = process;
  if (platform === "win32") {
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    return windowsPaths.flatMap((parts) => folders.map((folder) => join(folder, ...parts)));
  }
  if (platform === "darwin") {
    const folders = ["/Applications", join(env.HOME ?? "/", "Applications")];
    return macApps.flatMap(([app, executable]) =>
      folders.map((folder) => join(folder, `${app}.app`, "Contents", "MacOS", executable)),
    );
  }
  const folders = [...(env.PATH ?? "").split(delimiter), "/snap/bin"].filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
};
