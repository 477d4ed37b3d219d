import { HEADERS } from "../build/hosting-plugin.ts";
import { expect, test, thorough } from "./fixtures.ts";
import { Playground } from "./playground.ts";

for (const isolated of [true, false]) {
  // Without them is how all other tests have it.
  (isolated ? test : thorough)(
    `the page works ${isolated ? "with" : "without"} the headers that isolate it`,
    async ({ page }) => {
      await page.route("**/*", async (route) => {
        const response = await route.fetch();
        const headers = isolated ? { ...response.headers(), ...lowered(HEADERS) } : response.headers();
        await route.fulfill({ response, headers });
      });
      const playground = new Playground(page);
      await playground.open();
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
      expect(await playground.start("def g():\n    yield 6 * 7\n", "g()")).toMatch(/^started/);
      expect(await playground.branch("A").next()).toBe("yielded 42");
    },
  );
}

const lowered = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
