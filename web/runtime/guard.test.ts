import { wrap } from "comlink";
import { afterEach, expect, test } from "vitest";
import { parseStep } from "../../protocol/engine.ts";
import { guard } from "./guard.ts";

interface Asked {
  readonly id: string;
}

interface Remote {
  act(): Promise<unknown>;
}

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

/** A guarded proxy, and an other side that answers each question with these messages. */
function against(answers: (id: string) => readonly unknown[]) {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  port2.onmessage = ({ data }: MessageEvent<Asked>) => {
    for (const answer of answers(data.id)) port2.postMessage(answer);
  };
  const { endpoint, broken } = guard(port1);
  const remote = wrap<Remote>(endpoint);
  return { remote, broken, far: port2 };
}

test("a reply comes through, and so does the next", async () => {
  const { remote } = against((id) => [{ id, type: "RAW", value: "{}" }]);
  expect(await remote.act()).toBe("{}");
  expect(await remote.act()).toBe("{}");
});

test("an error comes through as one", async () => {
  const value = { isError: true, value: { name: "Error", message: "dead", stack: "" } };
  const { remote } = against((id) => [{ id, type: "HANDLER", name: "throw", value }]);
  await expect(remote.act()).rejects.toThrow("dead");
});

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
const own = (id: string): unknown => JSON.parse(`{"id":"${id}","type":"RAW","value":"","__proto__":{"a":1}}`);

const NO_REPLIES: readonly (readonly [string, (id: string) => unknown])[] = [
  ["nothing", () => null],
  ["a text", () => "ready"],
  ["an array", (id) => [id]],
  ["an object as the value", (id) => ({ id, type: "RAW", value: { a: 1 } })],
  ["a cyclic value", (id) => ({ id, type: "RAW", value: cyclic })],
  ["a key too many", (id) => ({ id, type: "RAW", value: "", more: 1 })],
  ["a key `__proto__`", own],
  ["a proxy", (id) => ({ id, type: "HANDLER", name: "proxy", value: null })],
  ["an unknown handler", (id) => ({ id, type: "HANDLER", name: "__proto__", value: null })],
  ["an error with keys of its own", (id) => thrown(id, { name: "", message: "", cause: "" })],
  ["an error whose message is no text", (id) => thrown(id, { name: "", message: {} })],
  ["a question", (id) => ({ id, type: "GET", path: ["constructor"] })],
  ["a text beyond all caps", (id) => ({ id, type: "RAW", value: "x".repeat(32_000_001) })],
];

const thrown = (id: string, value: unknown) => ({
  id,
  type: "HANDLER",
  name: "throw",
  value: { isError: true, value },
});

test.each(NO_REPLIES)("%s is no reply, and ends it", async (_, forge) => {
  const { remote, broken } = against((id) => [forge(id)]);
  remote.act().catch(() => {});
  expect(await broken).toMatch(/^it sent a message that is no reply/);
});

test("a reply to what was not asked ends it", async () => {
  const { broken, far } = against(() => []);
  far.postMessage({ id: "1", type: "RAW", value: "" });
  expect(await broken).toMatch(/^it replied to what was not asked/);
});

test("a second reply to one question ends it, and a flood is not heard", async () => {
  const { remote, broken } = against((id) => Array(10_000).fill({ id, type: "RAW", value: "first" }));
  expect(await remote.act()).toBe("first");
  expect(await broken).toMatch(/^it replied to what was not asked/);
});

test("an other side that goes away is noticed", async () => {
  const { remote, broken, far } = against((id) => [{ id, type: "RAW", value: "{}" }]);
  await remote.act();
  far.close();
  expect(await broken).toBe("its worker is gone");
});

test("a reply with a port ends it", async () => {
  const { broken, far } = against(() => []);
  const { port1, port2 } = new MessageChannel();
  opened.push(port1);
  far.postMessage({ id: "1", type: "RAW", value: port2 }, [port2]);
  expect(await broken).toMatch(/^it sent a message that is no reply/);
});

test("a step takes no key that it does not have, `__proto__` least of all", () => {
  const step = parseStep(
    `{"outcome":{"kind":"yielded","text":"1","object":null,"awaiting":false,"__proto__":{"polluted":1}},"stdout":"","stderr":"",
      "snapshot":{"branches":[],"objects":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},
      "digest":"","__proto__":{"polluted":1}}`,
  );
  expect(Object.keys(step.snapshot)).toEqual(["branches", "objects"]);
  expect("polluted" in step || "polluted" in step.snapshot || "polluted" in {}).toBe(false);
});

test("a step that nests without end is refused, and takes nothing down", () => {
  expect(() => parseStep("[".repeat(1_000_000) + "]".repeat(1_000_000))).toThrow();
});
