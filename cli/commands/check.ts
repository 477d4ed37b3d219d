import { readTargets } from "../targets.ts";
import { EXIT, type Exit } from "../usage-error.ts";

/** Says of each experiment whether it can be read. Runs none. */
export async function check(words: readonly string[]): Promise<Exit> {
  const { targets, problems } = await readTargets(words);
  for (const { name, experiment } of targets) {
    const { title, python, actions, expected } = experiment;
    const said = expected?.some((each) => each !== null) ? "" : ", nothing expected";
    console.log(`${name}: ${title}, Python ${python}, ${actions.length} actions${said}`);
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? EXIT.usage : EXIT.fine;
}
