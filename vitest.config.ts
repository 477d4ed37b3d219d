import { defineConfig } from "vitest/config";

/** Unit tests lie beside what they test; whatever needs a page is end-to-end instead. */
export default defineConfig({
  test: {
    include: ["{protocol,worker,web,cli,build,scripts}/**/*.test.ts"],
    environment: "node",
    // The slowest ones boot a CPython.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
