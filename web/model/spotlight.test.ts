import { expect, test } from "vitest";
import { lightsOf, nameOfSpotlight, type Spotlight, spotlightNamed } from "./spotlight.ts";

test("a spotlight is found by its name, and nothing else is", () => {
  const all: readonly Spotlight[] = [
    { is: "object", id: 7 },
    { is: "cell", id: 2 },
    { is: "line", line: 10 },
  ];
  for (const one of all) expect(spotlightNamed(nameOfSpotlight(one))).toEqual(one);
  for (const name of [undefined, "", "object", "object x", "lamp 3", "line 1 2"]) {
    expect(spotlightNamed(name)).toBeNull();
  }
});

test("a row is lit by what it shows, else by its line", () => {
  expect(lightsOf({ is: "object", id: 7 }, 3)).toBe("object 7");
  expect(lightsOf({ is: "cell", id: 2 }, null)).toBe("cell 2");
  expect(lightsOf({ is: "none" }, 3)).toBe("line 3");
  expect(lightsOf({ is: "word", word: "0x1" }, null)).toBeUndefined();
});
