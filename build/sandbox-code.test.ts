import { parseSync } from "vite";
import { expect, test } from "vitest";
import { bundleSandbox } from "./sandbox-code.ts";

test.each([true, false])("the sandbox is one module that needs no other (minified: %s)", async (minify) => {
  const { code, madeOf } = await bundleSandbox({ minify });
  const { module } = parseSync("sandbox.js", code);
  expect(module.staticImports).toEqual([]);
  // The one import is by an address that is made when the sandbox runs.
  expect(module.dynamicImports).toHaveLength(1);
  expect(madeOf.some((file) => file.endsWith("worker/engine.ts"))).toBe(true);
});
