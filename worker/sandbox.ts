/**
 * The browser entry: a module worker started from a `data:` URL in a frame of an opaque origin, without network and
 * without storage. It is bundled into one text, gets a port by its first message, and is spoken to over that.
 */

import { expose } from "comlink";
import type * as Pyodide from "pyodide";
import * as v from "valibot";
import { Delivery } from "./delivery.ts";
import { DISTRIBUTIONS } from "./distributions.ts";
import { shutDoors } from "./doors.ts";
import { fetchFrom, GIVEN, importFrom } from "./given-files.ts";
import { createHost } from "./host.ts";
import { bootInterpreter } from "./interpreter.ts";

async function boot(delivery: unknown) {
  const { python, files, package: ours } = v.parse(Delivery, delivery);
  const distribution = DISTRIBUTIONS.get(python);
  if (distribution === undefined) throw new Error(`There is no CPython ${python} for WebAssembly here.`);
  const given = (name: string) => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`${name} of CPython ${python} was not delivered.`);
    return bytes;
  };
  const fetch = { value: fetchFrom(files), writable: false, configurable: false };
  Object.defineProperty(globalThis, "fetch", fetch);
  shutDoors(globalThis);

  const { loadPyodide } = (await importFrom(given(distribution.entry))) as typeof Pyodide;
  const { default: createPyodideModule } = (await importFrom(given(distribution.module))) as {
    readonly default: NonNullable<Parameters<typeof bootInterpreter>[0]["createPyodideModule"]>;
  };
  const pyodide = await bootInterpreter({ loadPyodide, createPyodideModule, indexURL: GIVEN, package: ours });
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
