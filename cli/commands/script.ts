import { DEFAULT_MEMORY } from "../options.ts";
import { pythonOf, WASM_VERSIONS } from "../pythons.ts";
import { formsOf } from "../script/forms.ts";
import { expressionsOf, scriptOf } from "../script/script.ts";
import { EXIT, type Exit, UsageError } from "../usage-error.ts";
import { onlyTarget } from "./link.ts";

/** Prints a Python script of an experiment. Runs none of it, but asks its version of CPython what compiles. */
export async function script(file: string): Promise<Exit> {
  const { name, experiment } = await onlyTarget(file);
  const python = pythonOf(experiment.python);
  if (python === undefined) {
    throw new UsageError(
      `${name} is about Python ${experiment.python}, and here are ${WASM_VERSIONS.join(", ")}: change its field "python".`,
    );
  }
  const forms = await formsOf(expressionsOf(experiment), python.spawn(DEFAULT_MEMORY));
  process.stdout.write(scriptOf(experiment, forms));
  return EXIT.fine;
}
