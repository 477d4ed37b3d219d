import { expect, test } from "vitest";
import { DISTRIBUTIONS } from "../worker/distributions.ts";
import { PYODIDES, VERSIONS } from "./test/interpreters.mjs";

test("the Python tests run in the distributions that the page and the command have", () => {
  const shipped = [...DISTRIBUTIONS].map(([version, { package: name, nodeEntry }]) => ({
    version,
    package: name,
    commonJs: nodeEntry !== undefined,
  }));
  expect(PYODIDES.map(({ commonJs = false, ...rest }) => ({ ...rest, commonJs }))).toEqual(shipped);
  expect(VERSIONS).toEqual([...DISTRIBUTIONS.keys()]);
});
