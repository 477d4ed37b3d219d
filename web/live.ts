import { signal } from "@preact/signals";
import type { Experiment } from "../protocol/experiment.ts";
import { createPlayground, type Playground } from "./model/playground.ts";
import { PYTHONS, spawnInBrowser } from "./runtime/spawn.ts";
import { createSupervisor } from "./supervisor.ts";

/**
 * Boots the Python of an experiment, for a page that shows no other and keeps nothing. Its reader stands after `at` of the
 * actions; where nothing is said, where the experiment says.
 */
export const enliven = (experiment: Experiment, at?: number): Playground =>
  createPlayground(
    createSupervisor({ spawn: spawnInBrowser(experiment.python) }),
    { versions: PYTHONS, spawn: spawnInBrowser },
    signal(null),
    experiment,
    at,
  );
