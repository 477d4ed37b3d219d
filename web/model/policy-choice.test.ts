import * as v from "valibot";
import { expect, test } from "vitest";
import { Policy } from "../../protocol/policy.ts";
import { FIELDS, overrideOf, presetOf, withField } from "./policy-choice.ts";

test("a preset with a field changed is an object, and with it changed back the preset's name", () => {
  const dup = withField("fork", "files", "dup");
  expect(dup).toEqual({ preset: "fork", files: "dup" });
  expect(presetOf(dup)).toBe("fork");
  expect(overrideOf(dup, "files")).toBe("dup");
  expect(overrideOf(dup, "cells")).toBeNull();
  expect(withField(dup, "files", null)).toBe("fork");
  expect(withField(dup, "cells", "share")).toEqual({ preset: "fork", files: "dup", cells: "share" });
});

test("what a field cannot be is not taken", () => {
  for (const field of FIELDS) expect(withField("strict", field, "nothing")).toBe("strict");
  expect(v.is(Policy, withField("strict", "files", "share"))).toBe(true);
});
