import { deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactText } from "./canonical.ts";
import { type Experiment, parseExperiment } from "./experiment.ts";
import { BadLink, decodeLink, encodeLink, LONGEST_LINK, LONGEST_TEXT } from "./link.ts";
import { POLICY_FIELDS, PRESETS } from "./policy.ts";

const name = fc
  .stringMatching(/^[B-Z][a-z0-9_]{0,8}$/)
  .filter((word) => !["None", "True", "False"].includes(word));
const text = fc.string({ unit: "binary", maxLength: 60 });
const policy = fc.oneof(
  fc.constantFrom(...PRESETS),
  fc.record({ preset: fc.constantFrom(...PRESETS), files: fc.constantFrom(...POLICY_FIELDS.files) }),
  fc.record({ cells: fc.constantFrom(...POLICY_FIELDS.cells), preset: fc.constantFrom(...PRESETS) }),
);
const unknown = fc.dictionary(fc.stringMatching(/^x[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 3 }), {
  maxKeys: 2,
});
const action = fc
  .tuple(
    fc.oneof(
      fc.record({ do: fc.constant("start"), branch: name, call: text }),
      fc.record({ do: fc.constantFrom("next", "close", "drop"), branch: name }),
      fc.record({ do: fc.constant("send"), branch: name, value: text }),
      fc.record({ do: fc.constant("throw"), branch: name, exception: text }),
      fc.record({ do: fc.constant("clone"), branch: name, as: name, policy }),
      fc.record({ do: fc.constant("evaluate"), expression: text }),
    ),
    unknown,
  )
  .map(([known, more]) => ({ ...more, ...known }));
const expectation = fc.option(
  fc.record({
    kind: text,
    text,
    on: fc.dictionary(fc.constantFrom("3.10", "3.15"), fc.record({ kind: text })),
  }),
);
/** Any experiment at all, as its text. */
const experiments = fc
  .record(
    {
      format: fc.constantFrom(1, 2),
      title: text,
      notes: text,
      python: fc.constantFrom("3.10", "3.14", "3.15"),
      source: fc.string({ unit: "binary", maxLength: 3000 }),
      actions: fc.array(action, { minLength: 3, maxLength: 12 }),
      expected: fc.array(expectation, { maxLength: 3 }),
      cursor: fc.nat(),
      panes: fc.array(text, { maxLength: 3 }),
      more: fc.jsonValue(),
    },
    { requiredKeys: ["format", "title", "python", "source", "actions"] },
  )
  .map((made) => JSON.stringify(made));

/** Letters that hardly deflate, the same in every run. */
function noise(length: number): string {
  let state = 1;
  const letter = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(97 + ((state >>> 24) % 26));
  };
  return Array.from({ length }, letter).join("");
}

const sized = (length: number): Experiment =>
  parseExperiment(
    JSON.stringify({ format: 2, title: "Much", python: "3.14", source: noise(length), actions: [] }),
  );

const handMade = (json: string): string => `v1.${deflateRawSync(json).toString("base64url")}`;

describe("a link", () => {
  test("carries any experiment there and back, unchanged to the byte", async () => {
    await fc.assert(
      fc.asyncProperty(experiments, async (made) => {
        const experiment = parseExperiment(made);
        const link = await encodeLink(experiment);
        const decoded = await decodeLink(link);
        expect(compactText(decoded)).toBe(compactText(experiment));
        expect(await encodeLink(decoded)).toBe(link);
      }),
      { numRuns: 300 },
    );
  });

  test("is raw deflate in base64url behind its version, as others would read it", async () => {
    const experiment = sized(50);
    const link = await encodeLink(experiment);
    expect(link).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    expect(inflateRawSync(Buffer.from(link.slice(3), "base64url")).toString()).toBe(compactText(experiment));
    expect(await decodeLink(handMade(compactText(experiment)))).toEqual(experiment);
  });

  test("that was damaged is known for it, or carries the same (if only its checksum was lost)", async () => {
    const link = await encodeLink(sized(400));
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ .%é";
    await fc.assert(
      fc.asyncProperty(
        fc.nat(link.length - 1),
        fc.constantFrom(...letters),
        fc.constantFrom("replace", "insert", "cut", "delete"),
        async (at, letter, how) => {
          const rest = link.slice(at + (how === "insert" ? 0 : 1));
          const mutated = { replace: letter + rest, insert: letter + rest, cut: "", delete: rest };
          const damaged = link.slice(0, at) + mutated[how];
          fc.pre(damaged !== link);
          const found = await decodeLink(damaged).then(encodeLink, (error: unknown) => error);
          if (!(found instanceof BadLink)) expect(found).toBe(link);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["of a newer version", "v2.AAAA", /version 2.*version 1/],
    ["of something else", "section-3", /does not begin/],
    ["of nothing", "", /does not begin/],
    ["that is no base64url", "v1.!!!!", /damaged/],
    ["that is empty", "v1.", /damaged/],
    [
      "that deflates to no text",
      `v1.${deflateRawSync(Buffer.of(0xff, 0xfe)).toString("base64url")}`,
      /damaged/,
    ],
    ["that carries no JSON", handMade("hello"), /not JSON/],
    ["that carries no experiment", handMade("[]"), /expected Object/],
    ["of a newer format", handMade('{"format": 7}'), /format 7, and formats 1 to 2/],
    ["that is too long", `v1.${"A".repeat(LONGEST_LINK)}`, /too long/],
  ])("%s is refused with what is wrong", async (_, link, message) => {
    await expect(decodeLink(link)).rejects.toThrow(BadLink);
    await expect(decodeLink(link)).rejects.toThrow(message);
  });

  test("that would unpack to a gigabyte is stopped at the cap", async () => {
    const link = handMade(`{"format": 2, "title": "${"a".repeat(40_000_000)}"}`);
    expect(link.length).toBeLessThan(LONGEST_LINK);
    await expect(decodeLink(link)).rejects.toThrow(/unpacks to more than 512 KiB/);
  });

  test.each([
    ["too long a text", LONGEST_TEXT + 1, /The experiment has 513 KiB.*Download/],
    ["too long a link", 100_000, /Its link would have .* KiB.*Download/],
  ])("is not made of %s", async (_, bytes, message) => {
    await expect(encodeLink(sized(bytes))).rejects.toThrow(message);
  });
});
