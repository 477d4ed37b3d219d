/**
 * The browser entry: a module worker started from a `data:` URL in a frame of an opaque origin, without network and
 * without storage. It is bundled into one text and gets two ports by its first message: one that it is spoken to over, and
 * one by which what it boots from is handed to it.
 */

import { expose } from "comlink";
import type * as Pyodide from "pyodide";
import type { Given } from "../protocol/given.ts";
import { compileEarly } from "./compile-early.ts";
import { distributionOf, filesOf } from "./distributions.ts";
import { shutDoors } from "./doors.ts";
import { giveEnvironment } from "./environment.ts";
import { fetchFrom, GIVEN, GivenFiles, importFrom } from "./given-files.ts";
import { requestFrom } from "./given-request.ts";
import { createHost } from "./host.ts";
import { type Boot, bootInterpreter } from "./interpreter.ts";
import { decodePackage } from "./package-file.ts";

/** What is given beside a distribution's own files: the Python package, as JSON, and perhaps a dump to boot from. */
const PACKAGE = "genclone.json";
const DUMP = "dump";

/** Boots CPython of the version given, as `3.14`, from files that are given meanwhile. */
async function boot(python: string, files: GivenFiles) {
  const distribution = distributionOf(python);
  const whole = async (name: string) => {
    const bytes = await files.bytes(name);
    if (bytes === undefined) throw new Error(`${name} of CPython ${python} was not given.`);
    return bytes;
  };
  const fetch = { value: fetchFrom(files), writable: false, configurable: false };
  Object.defineProperty(globalThis, "fetch", fetch);
  Reflect.set(globalThis, "XMLHttpRequest", requestFrom(files));
  // The first thing that is used, and what takes longest.
  const compiled = compileWasm(files);

  const [entry, module] = await Promise.all(
    [distribution.entry, distribution.module].map(async (name) => importFrom(await whole(name))),
  );
  const { loadPyodide } = entry as typeof Pyodide;
  const made = module as { readonly default?: NonNullable<Boot["createPyodideModule"]> };
  if (!distribution.takesEnvironment) giveEnvironment();
  const plain = {
    loadPyodide,
    ...(made.default && { createPyodideModule: made.default }),
    indexURL: GIVEN,
    package: decodePackage(await whole(PACKAGE)),
  };
  const dump = await files.bytes(DUMP);
  await compiled;
  const pyodide = await (dump === undefined
    ? bootInterpreter(plain)
    : bootInterpreter({ ...plain, dump }).catch((error: unknown) => {
        console.warn(`CPython ${python} boots plainly, for its dump was of no use: ${error}`);
        return bootInterpreter(plain);
      }));
  // Distributions tell by some of the doors where they are; none of the user's code has run yet.
  shutDoors(globalThis);
  files.clear();
  // User code can leave callbacks behind that throw; they are no concern of the engine.
  addEventListener("error", (event) => event.preventDefault());
  return pyodide;
}

async function compileWasm(files: GivenFiles): Promise<void> {
  const response = await files.response("pyodide.asm.wasm");
  if (response !== undefined) await compileEarly(response);
}

/** A host that is given its files over a port. */
function createGivenHost(goods: MessagePort) {
  return createHost(async (python: string) => {
    const files = new GivenFiles([...filesOf(distributionOf(python)), PACKAGE, DUMP]);
    goods.onmessage = ({ data }: MessageEvent<Given>) => files.take(data);
    const pyodide = await boot(python, files);
    goods.close();
    return pyodide;
  });
}

addEventListener(
  "message",
  ({ ports: [port, goods] }) => {
    if (port !== undefined && goods !== undefined) expose(createGivenHost(goods), port);
  },
  { once: true },
);
