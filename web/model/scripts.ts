import type { Experiment } from "../../protocol/experiment.ts";
import actions from "../../script/actions.py?raw";
import checking from "../../script/checking.py?raw";
import driving from "../../script/driving.py?raw";
import form from "../../script/form.py?raw";
import running from "../../script/running.py?raw";
import { written } from "../../script/script.ts";
import type { Kind } from "../../script/writer.ts";
import type { Supervisor } from "../supervisor.ts";

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
    return await written(kind, experiment, supervisor, { actions, checking, driving, form, running });
  } finally {
    supervisor.dispose();
  }
}
