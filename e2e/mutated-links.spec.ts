import { readFileSync } from "node:fs";
import { parseExperiment } from "../protocol/experiment.ts";
import { encodeLink } from "../protocol/link.ts";
import { expect, IS_THOROUGH, test } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const COUNT = IS_THOROUGH ? 10_000 : 300;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%=é ";

/** Numbers below a limit, the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Damages as chat programs, people and attackers do: a letter other, more or fewer, a part lost, doubled or moved. */
function mutate(link: string, below: (limit: number) => number): string {
  const at = below(link.length);
  const to = at + below(link.length - at);
  const letter = LETTERS[below(LETTERS.length)] ?? "";
  const head = link.slice(0, at);
  switch (below(7)) {
    case 0:
      return head + letter + link.slice(at + 1);
    case 1:
      return head + letter + link.slice(at);
    case 2:
      return head + link.slice(at + 1);
    case 3:
      return head;
    case 4:
      return head + link.slice(to);
    case 5:
      return link.slice(0, to) + link.slice(at);
    default:
      return link.slice(at) + head;
  }
}

// Ten thousand are some 20 seconds of work, and a slow machine may have other things to do.
test.setTimeout(300_000);

test(`${COUNT} mutated links are answered, each with words, and none runs`, async ({ page }) => {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => {
    if (!message.text().includes("blocked by Playwright")) troubles.push(message.text());
  });
  const text = readFileSync(new URL("../experiments/article-closures-rebound.json", import.meta.url), "utf8");
  const link = await encodeLink({ ...parseExperiment(text), source: "import os\nos.abort()\n" });
  const below = dice(4);
  const mutations = Array.from({ length: COUNT }, () => mutate(link, below));

  const playground = new Playground(page);
  await playground.openLink(link);
  const answers = await page.evaluate(async (links) => {
    const seen = { asked: 0, refused: 0, opened: 0, entries: 0 };
    const place = document.querySelector('[aria-label="Notices"]');
    if (place === null) throw new Error("there is no place for notices");
    const answered = () =>
      new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no answer to ${location.hash}`)), 10_000);
        new MutationObserver((changes, observer) => {
          const nodes = changes.flatMap(({ addedNodes }) => [...addedNodes]);
          const [answer] = nodes.filter((node) => node instanceof HTMLElement);
          if (answer === undefined) return;
          observer.disconnect();
          clearTimeout(timer);
          resolve(answer.role ?? "");
        }).observe(place, { childList: true });
      });
    let before = location.hash;
    for (const fragment of links) {
      location.hash = fragment;
      if (location.hash === before) continue;
      before = location.hash;
      if (before.length < 2) continue;
      seen.asked += 1;
      const role = await answered();
      if (role === "alert") seen.refused += 1;
      else if (role === "note") seen.opened += 1;
      seen.entries += document.querySelectorAll('[aria-label="Timeline"] li').length;
    }
    return seen;
  }, mutations);

  // A mutation may leave nothing of a link, or leave it as it was; the page is not told of those.
  expect(answers.asked).toBeGreaterThan(COUNT * 0.98);
  expect(answers.refused + answers.opened).toBe(answers.asked);
  expect(answers.refused).toBeGreaterThan(COUNT * 0.9);
  expect(answers.entries).toBe(0);
  await expect(playground.entries).toHaveCount(0);
  expect(troubles).toEqual([]);
});
