import { inModules, ROOT } from "../paths.mjs";
import { run } from "../process.mjs";
import { checkPython } from "../ruff.mjs";
import { failed, passed, sum } from "./tally.mjs";

/**
 * A tool that says by its exit code whether all is well: one check.
 * @param {string} title
 * @param {readonly string[]} args the tool's entry file and what it is told
 */
const tool = async (title, args) => {
  const result = await run(process.execPath, args, {
    cwd: ROOT,
    deadline: 300,
    env: { NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  const fine = result.ended === "exit" && result.code === 0;
  return fine ? passed() : failed(`${title} (${result.how})`, result.output);
};

/** TypeScript's types, the scripts' JSDoc included. */
export const types = () =>
  tool("tsc", [inModules("typescript", "lib", "tsc.js"), "-p", ".", "--pretty", "false"]);

/** Format and lint of everything that is not Python. */
export const lint = () =>
  tool("biome check", [inModules("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", "."]);

/** Python's types, strictly, in the package. */
export const pythonTypes = () =>
  tool("pyright", [inModules("pyright", "index.js"), "-p", "python/pyproject.toml"]);

/** Format and lint of the Python files, one check each. */
export const pythonStyle = async () => {
  const { files, complaints } = await checkPython({ fix: false });
  if (files === 0) return failed("ruff", "There is no Python file under python/.");
  const clean = files - new Set(complaints.map((complaint) => complaint.file)).size;
  return sum([passed(clean), ...complaints.map(({ file, text }) => failed(file, text))]);
};
