import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { NOTICES, notices } from "./notices.mjs";

test("THIRD-PARTY-NOTICES names all that is shipped (npm run notices writes it)", () => {
  expect(readFileSync(NOTICES, "utf8")).toBe(notices());
});
