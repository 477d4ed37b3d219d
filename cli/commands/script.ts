import { written } from "../../script/script.ts";
import { createSupervisor } from "../../web/supervisor.ts";
import { DEFAULT_MEMORY } from "../options.ts";
import { pythonOf, WASM_VERSIONS } from "../pythons.ts";
import { PIECES } from "../script/pieces.ts";
import { EXIT, type Exit, UsageError } from "../usage-error.ts";
import { onlyTarget } from "./link.ts";

/** Prints a Python script of an experiment, or a test. Runs none of it, but asks its version of CPython what compiles. */
export async function script(file: string, { test }: { readonly test?: boolean }): Promise<Exit> {
  const { name, experiment } = await onlyTarget(file);
  const python = pythonOf(experiment.python);
  if (python === undefined) {
    throw new UsageError(
      `${name} is about Python ${experiment.python}, and here are ${WASM_VERSIONS.join(", ")}: change its field "python".`,
    );
  }
  const supervisor = createSupervisor({ spawn: python.spawn(DEFAULT_MEMORY) });
  try {
    process.stdout.write(await written(test ? "test" : "script", experiment, supervisor, PIECES));
  } finally {
    supervisor.dispose();
  }
  return EXIT.fine;
}
