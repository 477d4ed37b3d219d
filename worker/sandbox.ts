/**
 * The browser entry: a module worker started from a `data:` URL in a frame of an opaque origin, without network and
 * without storage. It is bundled into one text, gets a port by its first message, and is spoken to over that.
 */

import { expose } from "comlink";
import type * as Pyodide from "pyodide";
import * as v from "valibot";
import { Delivery } from "./delivery.ts";
import { distributionOf } from "./distributions.ts";
import { shutDoors } from "./doors.ts";
import { giveEnvironment } from "./environment.ts";
import { fetchFrom, GIVEN, importFrom } from "./given-files.ts";
import { requestFrom } from "./given-request.ts";
import { createHost } from "./host.ts";
import { bootInterpreter } from "./interpreter.ts";

async function boot(delivery: unknown) {
  const { python, files, package: ours, dump } = v.parse(Delivery, delivery);
  const distribution = distributionOf(python);
  const given = (name: string) => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`${name} of CPython ${python} was not delivered.`);
    return bytes;
  };
  const fetch = { value: fetchFrom(files), writable: false, configurable: false };
  Object.defineProperty(globalThis, "fetch", fetch);
  Reflect.set(globalThis, "XMLHttpRequest", requestFrom(files));

  const { loadPyodide } = (await importFrom(given(distribution.entry))) as typeof Pyodide;
  const made = (await importFrom(given(distribution.module))) as {
    readonly default?: NonNullable<Parameters<typeof bootInterpreter>[0]["createPyodideModule"]>;
  };
  if (!distribution.takesEnvironment) giveEnvironment();
  const plain = {
    loadPyodide,
    ...(made.default && { createPyodideModule: made.default }),
    indexURL: GIVEN,
    package: ours,
  };
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

addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port !== undefined) expose(createHost(boot), port);
  },
  { once: true },
);
