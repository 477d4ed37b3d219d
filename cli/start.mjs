import { install } from "../scripts/install.mjs";
import { endWithNpm } from "../scripts/process.mjs";

/**
 * Installs what is missing, then hands over to the command itself, which is in TypeScript.
 * @param {readonly string[]} args
 */
export const start = async (args) => {
  endWithNpm();
  try {
    // What a command has to say goes to stdout, and to that nothing is added.
    await install({ say: console.error });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import("./program.ts");
  await main(args);
};
