import { expect, test } from "vitest";
import { shutDoors } from "./doors.ts";

test("doors are taken out wherever a scope has them from, and nothing else is", () => {
  const inherited = { WebSocket: 1, setTimeout: 2 };
  const scope = Object.assign(Object.create(inherited), { Worker: 3, Worklet: 4 });
  shutDoors(scope);
  expect("WebSocket" in scope).toBe(false);
  expect("Worker" in scope).toBe(false);
  expect(scope).toMatchObject({ setTimeout: 2, Worklet: 4 });
});
