import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { inRepository } from "./paths.mjs";
import { SCHEMA_FILE, schemaText } from "./schema.ts";

const published = readFileSync(SCHEMA_FILE, "utf8");
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(published));
const read = (...path: readonly string[]): unknown => JSON.parse(readFileSync(inRepository(...path), "utf8"));

/** The cases that the parsers are tested with. */
const cases = v.parse(
  v.object({
    accepted: v.array(v.object({ about: v.string(), canonical: v.unknown() })),
    refused: v.array(v.object({ about: v.string(), given: v.unknown() })),
  }),
  read("protocol", "experiment-cases.json"),
);

/** Rules that JSON Schema has no words for. */
const ONLY_THE_PARSER = ["a branch named like a keyword", "more outcomes than actions"];

test("the published schema is the parser's (npm run schema writes it)", () => {
  expect(JSON.parse(published)).toEqual(JSON.parse(schemaText()));
});

describe("the published schema", () => {
  test.each(readdirSync(inRepository("experiments")))("accepts experiments/%s", (name) => {
    expect(validate(read("experiments", name)), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each(cases.accepted.map(({ about, canonical }) => [about, canonical]))("accepts: %s", (_, given) => {
    expect(validate(given), JSON.stringify(validate.errors)).toBe(true);
  });

  const refused = cases.refused.filter(({ about }) => !ONLY_THE_PARSER.includes(about));
  test.each(refused.map(({ about, given }) => [about, given]))("refuses: %s", (_, given) => {
    expect(validate(given)).toBe(false);
  });
});
