import { createServer, type Server } from "node:net";
import type { Attack } from "./attacks/attack.ts";
import { BOMBS, FATAL } from "./attacks/bombs.ts";
import { CONTEXTS } from "./attacks/contexts.ts";
import { LOOKS } from "./attacks/looks.ts";
import { MESSAGES } from "./attacks/messages.ts";
import { NETWORK } from "./attacks/network.ts";
import { expect, sample, test } from "./fixtures.ts";
import type { Playground } from "./playground.ts";

/** A server that counts whoever connects, whatever is then said. */
interface Listener {
  readonly url: string;
  readonly seen: () => number;
  readonly close: () => void;
}

async function listen(): Promise<Listener> {
  let seen = 0;
  const server: Server = createServer((socket) => {
    seen += 1;
    socket.on("error", () => {});
    socket.end("HTTP/1.0 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    seen: () => seen,
    close: () => void server.close(),
  };
}

/** An experiment as others make them works. */
async function beHonest(playground: Playground, after: string): Promise<void> {
  expect(await playground.start("def g():\n    yield 6 * 7\n", "g()")).toMatch(/^started/);
  expect(await playground.branch("A").next(), `after ${after}`).toBe("yielded 42");
}

/** Runs an attack, and then an honest experiment in the same page. */
async function suffer(playground: Playground, attack: Attack, url: string): Promise<void> {
  await playground.start(attack.source(url), "g()");
  expect(await playground.branch("A").next(), attack.name).toMatch(attack.outcome);

  if (attack.goesOn) expect(await playground.branch("A").next(), `after ${attack.name}`).toBe("yielded 'on'");
  else await beHonest(playground, attack.name);
  await expect(playground.page).toHaveTitle(/genclone/);
  const polluted = () => "polluted" in {} || document.querySelector("img[src=x]") !== null;
  expect(await playground.page.evaluate(polluted), attack.name).toBe(false);
}

const KINDS: readonly (readonly [string, readonly Attack[]])[] = [
  ["reach a server", NETWORK],
  ["reach other contexts and storages", CONTEXTS],
  ["confuse the page by messages", MESSAGES],
  ["look like something else", LOOKS],
  ["exhaust the machine", BOMBS],
  ["kill the interpreter", FATAL],
];

for (const [what, attacks] of KINDS) {
  test(`a link cannot ${what}`, async ({ playground }) => {
    test.slow();
    const server = await listen();
    const { page } = playground;
    const address = page.url();
    for (const attack of sample(attacks, 6))
      await test.step(attack.name, () => suffer(playground, attack, server.url));
    await beHonest(playground, "all of them");
    expect(server.seen()).toBe(0);
    expect(new URL(page.url()).origin).toBe(new URL(address).origin);
    expect(page.context().pages()).toHaveLength(1);
    server.close();
  });
}

test("the server of the attacks sees a request where nothing forbids it", async ({ browser, baseURL }) => {
  const server = await listen();
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(baseURL ?? "");
  await page.evaluate((url) => fetch(url), server.url);
  expect(server.seen()).toBeGreaterThan(0);
  await context.close();
  server.close();
});
