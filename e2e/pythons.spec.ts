import { encodeLink } from "../protocol/link.ts";
import { expect, test, thorough } from "./fixtures.ts";
import { Playground } from "./playground.ts";

const VERSIONS = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];

const SOURCE = `import sys

def g():
    command = yield sys.version_info[:2]
    while command == "hang":
        pass
    yield 2
`;

const onPython = (python: string) =>
  encodeLink({ format: 2, title: "Which Python", notes: "", python, source: SOURCE, actions: [] });

// Every second one, the newest among them, where not everything is tried; the experiments are played on all without a page.
const tried = VERSIONS.filter((_, index) => index % 2 === 1);

for (const python of VERSIONS) {
  (tried.includes(python) ? test : thorough)(
    `CPython ${python} boots in the sandbox, clones, and is back after an endless loop`,
    async ({ page }) => {
      const playground = new Playground(page);
      await playground.openLink(await onPython(python));
      await playground.isReady();
      await expect(playground.python).toHaveValue(python);
      await playground.run();
      const a = playground.branch("A");
      expect(await a.next()).toBe(`yielded (${python.replace(".", ", ")})`);
      expect(await a.clone()).toMatch(/^cloned/);
      await a.begin({ do: "send", value: "'hang'" });
      await playground.button("Stop").click();
      expect(await playground.outcome(3)).toMatch(/^stopped/);
      expect(await playground.branch("B").next()).toBe("yielded 2");
      expect(await a.next()).toBe("yielded 2");
    },
  );
}

test("another Python takes over where the last one was, and only what is asked for is downloaded", async ({
  page,
}) => {
  const wasm: string[] = [];
  page.on("request", (request) => {
    if (/asm\.wasm/.test(request.url())) wasm.push(request.url());
  });
  const playground = new Playground(page);
  await playground.open();
  expect(wasm).toHaveLength(1);
  await expect(playground.python.getByRole("option")).toHaveText(
    VERSIONS.map((version) => `Python ${version}`),
  );

  await playground.start(SOURCE, "g()");
  await playground.branch("A").next();
  await playground.branch("A").clone();
  await playground.python.selectOption("3.12");
  await expect(playground.entries).toHaveCount(3);
  expect(await playground.outcome(1)).toBe("yielded (3, 12)");
  expect(await playground.branches()).toEqual(["A", "B"]);
  expect(await playground.branch("B").next()).toBe("yielded 2");
  expect(wasm).toHaveLength(2);

  // Back on one that was here before, nothing is downloaded.
  await playground.python.selectOption("3.14");
  await expect(playground.entries).toHaveCount(4);
  expect(await playground.outcome(1)).toBe("yielded (3, 14)");
  expect(wasm).toHaveLength(2);
});

test("a Python that there is none of is named, with those there are; choosing one of them helps", async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openLink(await onPython("3.9"));
  await expect(playground.status).toHaveText("Python is not available");
  await expect(
    page.getByRole("alert").filter({ hasText: "no CPython 3.9 here, but 3.10, 3.11" }),
  ).toBeVisible();
  await expect(playground.python).toHaveValue("3.9");
  await playground.python.selectOption("3.13");
  await playground.isReady();
  await playground.run();
  expect(await playground.branch("A").next()).toBe("yielded (3, 13)");
});
