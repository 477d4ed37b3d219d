import type { Experiment } from "../../protocol/experiment.ts";
import actions from "../../script/actions.py?url";
import checking from "../../script/checking.py?url";
import driving from "../../script/driving.py?url";
import form from "../../script/form.py?url";
import running from "../../script/running.py?url";
import { written } from "../../script/script.ts";
import type { Kind } from "../../script/writer.ts";
import type { Supervisor } from "../supervisor.ts";

const textAt = async (address: string): Promise<string> => (await fetch(address)).text();

/** The Python that scripts are made of. */
async function pieces() {
  const addresses = { actions, checking, driving, form, running };
  const texts = Object.entries(addresses).map(async ([name, at]) => [name, await textAt(at)] as const);
  return Object.fromEntries(await Promise.all(texts)) as Record<keyof typeof addresses, string>;
}

/**
 * The experiment as a Python script or as a test: the same as `genclone script` prints of its file. An interpreter of its
 * own is asked what compiles; it runs nothing of the experiment.
 */
export async function writeScript(
  kind: Kind,
  experiment: Experiment,
  borrow: (python: string) => Supervisor,
): Promise<string> {
  const supervisor = borrow(experiment.python);
  try {
    return await written(kind, experiment, supervisor, await pieces());
  } finally {
    supervisor.dispose();
  }
}
