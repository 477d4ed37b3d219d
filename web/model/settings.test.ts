import { expect, test } from "vitest";
import { createSettings } from "./settings.ts";
import { nextTheme } from "./theme.ts";

test("the theme goes round and is remembered", () => {
  const storage = memory();
  const settings = createSettings(storage);
  expect(settings.theme.value).toBe("system");
  settings.theme.value = nextTheme(settings.theme.value);
  expect(createSettings(storage).theme.value).toBe("light");
  expect(nextTheme(nextTheme("light"))).toBe("system");
});

test("what is put away is remembered, and what is no table is not", () => {
  const storage = memory();
  createSettings(storage).folded.value = new Set(["Memory", "Frame"]);
  expect([...createSettings(storage).folded.value]).toEqual(["Frame", "Memory"]);
  storage.setItem("genclone.folded", "Memory,Sofa,");
  expect([...createSettings(storage).folded.value]).toEqual(["Memory"]);
});

test("the objects are open until they are folded, which is remembered", () => {
  const storage = memory();
  const settings = createSettings(storage);
  expect(settings.foldsObjects.value).toBe(false);
  settings.foldsObjects.value = true;
  expect(createSettings(storage).foldsObjects.value).toBe(true);
});

test("a newcomer is one until the tour was taken or declined", () => {
  const storage = memory();
  const settings = createSettings(storage);
  expect(settings.isNewcomer.value).toBe(true);
  settings.isNewcomer.value = false;
  expect(createSettings(storage).isNewcomer.value).toBe(false);
});

test("a storage that cannot be used or holds nonsense means the default", () => {
  const refuse = () => {
    throw new Error("SecurityError");
  };
  expect(createSettings({ getItem: refuse, setItem: refuse }).theme.value).toBe("system");
  const storage = memory();
  storage.setItem("genclone.theme", "sepia");
  expect(createSettings(storage).theme.value).toBe("system");
});

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
    },
  };
}
