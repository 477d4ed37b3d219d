import { soak } from "../scripts/soak/soak.ts";
import { expect, test } from "./fixtures.ts";

test("random actions come to the same end, however often the interpreter is killed meanwhile", async ({
  browser,
  baseURL,
}) => {
  const options = { seed: 1, actions: 40, kills: 3, python: "3.14", say: console.log };
  const { difference } = await soak(browser, baseURL ?? "", options);
  expect(difference).toBeUndefined();
});
