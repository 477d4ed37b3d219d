import { expect, test } from "vitest";
import { askedEmbed, embedAddress } from "./embed-address.ts";

test.each([
  ["https://example.org/#v1.a_-", null, "https://example.org/embed.html#v1.a_-"],
  ["https://example.org/play/index.html?x=1#v1.a", null, "https://example.org/play/embed.html#v1.a"],
  ["http://localhost:4173/#v1.a", "3.13", "http://localhost:4173/embed.html?python=3.13#v1.a"],
  ["https://example.org/#v1.a", "3.13&x#", "https://example.org/embed.html?python=3.13%26x%23#v1.a"],
])("the compact page of %s on Python %s is %s", (link, python, address) => {
  expect(embedAddress(link, { python })).toBe(address);
});

test.each(["", "#v1.a", "javascript:alert(1)", "data:text/html,x#v1.a", "file:///play/#v1.a"])(
  "%j is no link",
  (link) => {
    expect(embedAddress(link)).toBe(null);
  },
);

test("the page gives way where its query asks for it, and else does not", () => {
  expect(askedEmbed("https://example.org/play/?embed#v1.a")).toBe("https://example.org/play/embed.html#v1.a");
  expect(askedEmbed("https://example.org/?theme=dark&python=3.12&embed=1#v1.a")).toBe(
    "https://example.org/embed.html?python=3.12&theme=dark#v1.a",
  );
  expect(askedEmbed("https://example.org/play/?x#v1.embed")).toBe(null);
});
