import { readFileSync } from "node:fs";
import type { Pieces } from "../../script/pieces.ts";

const read = (url: URL): string => readFileSync(url, "utf8");

/** The parts of scripts that are Python already, from the disk. */
export const PIECES: Pieces = {
  actions: read(new URL("../../script/actions.py", import.meta.url)),
  driving: read(new URL("../../script/driving.py", import.meta.url)),
  checking: read(new URL("../../script/checking.py", import.meta.url)),
  running: read(new URL("../../script/running.py", import.meta.url)),
  form: read(new URL("../../script/form.py", import.meta.url)),
};
