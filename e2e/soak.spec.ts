import { soak } from "../scripts/soak/soak.ts";
import { expect, IS_THOROUGH, test } from "./fixtures.ts";

test("random actions come to the same end, however often the interpreter is killed meanwhile", async ({
  browser,
  baseURL,
}) => {
  // Each kill is a boot, and the actions before it once more.
  const size = IS_THOROUGH ? { actions: 40, kills: 3 } : { actions: 12, kills: 1 };
  const options = { ...size, seed: 1, python: "3.14", say: console.log };
  const { difference } = await soak(browser, baseURL ?? "", options);
  expect(difference).toBeUndefined();
});
