import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { inModules } from "../scripts/paths.mjs";
import { expect, test } from "./fixtures.ts";

/** In bytes, as gzip packs them. */
const BEFORE_FIRST_PAINT = 60 * 1024;
const IN_ALL = 250 * 1024;

const isOurs = (path: string) => [".js", ".css"].includes(extname(path));
const packed = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length;

test("little of the page's own code is needed for the first picture", async ({ page, request }) => {
  const html = await (await request.get("/")).text();
  const named = [...html.matchAll(/(?:src|href)="\.(\/assets\/[^"]+)"/g)].flatMap(([, path]) => path ?? []);
  const early = named.filter(isOurs);
  expect(early.length).toBeGreaterThan(1);
  // The picture is drawn where nothing else arrives.
  await page.route(
    (url) => isOurs(url.pathname) && !early.includes(url.pathname),
    (route) => route.abort(),
  );
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Source" }).getByRole("textbox")).toHaveValue(/def counter/);
  await expect(page.getByRole("region", { name: "Timeline" })).toBeVisible();

  const sizes = await Promise.all(early.map(async (path) => packed(await (await request.get(path)).body())));
  const size = sizes.reduce((sum, one) => sum + one, 0);
  console.log(`  before the first picture: ${(size / 1024).toFixed(1)} KB of JavaScript and CSS, packed`);
  expect(size).toBeLessThan(BEFORE_FIRST_PAINT);
});

test("all of the page's own code is small", () => {
  const folder = inModules(".cache", "genclone", "site", "assets");
  // The embed and the help page are pages of their own, with less in them.
  const code = readdirSync(folder).filter((name) => isOurs(name) && !/^(embed|help)-[\w-]{8}\./.test(name));
  expect(code.length).toBeGreaterThan(3);
  const size = code.reduce((sum, name) => sum + packed(readFileSync(join(folder, name))), 0);
  console.log(`  in all: ${(size / 1024).toFixed(1)} KB of JavaScript and CSS, packed`);
  expect(size).toBeLessThan(IN_ALL);
});
