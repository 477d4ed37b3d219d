import { spawnSync } from "node:child_process";
import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { isSupportedNode } from "./node.mjs";
import { inRepository } from "./paths.mjs";
import { portFrom } from "./site.mjs";

let server: Server | undefined;
afterEach(() => server?.close());

const start = (port: string, script = "start.mjs") =>
  spawnSync(process.execPath, [inRepository("scripts", script)], {
    env: { ...process.env, PORT: port },
    encoding: "utf8",
  });

test("a port comes from PORT, or is the fixed one", () => {
  expect(portFrom(undefined)).toBe(4173);
  expect(portFrom("")).toBe(4173);
  expect(portFrom("8080")).toBe(8080);
});

test.each(["0", "65536", "-1", "80.5", "http", "4 2", "1e3"])("PORT=%s is declined by name", (text) => {
  expect(() => portFrom(text)).toThrow(`PORT is "${text}"`);
});

test("a taken port is one sentence that says how to choose another", async () => {
  const taken = createServer();
  server = taken;
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, "127.0.0.1", () => {
      const address = taken.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  const { status, stderr, stdout } = start(String(port));
  expect(stderr.trim()).toBe(
    `Port ${port} is taken by another program: choose another one, as in PORT=${port + 1} npm start`,
  );
  expect(stdout).toBe("");
  expect(status).toBe(1);
});

test("a port that is none is one sentence, for npm run dev, too", () => {
  const { status, stderr } = start("many", "dev.mjs");
  expect(stderr.trim()).toBe(
    'PORT is "many", which is not a port: give a number from 1 to 65535, as in PORT=4200.',
  );
  expect(status).toBe(1);
});

test.each([
  ["18.20.8", false],
  ["20.18.3", false],
  ["20.19.0", true],
  ["21.7.3", false],
  ["22.11.0", false],
  ["22.12.0", true],
  ["24.0.0", true],
  ["26.1.0", true],
])("Node %s is supported: %s", (version, supported) => {
  expect(isSupportedNode(version)).toBe(supported);
});
