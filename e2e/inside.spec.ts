import { expect, testInOnePage as test } from "./fixtures.ts";

// The tables below the four of a snapshot: delegates, frame attributes, bytecode and raw memory.

const SOURCE = `def inner():
    yield 1
    yield 2

def outer():
    label = "x"
    yield 0
    yield from inner()
    return label
`;

test("a branch shows its delegates, its frame, its bytecode and its memory", async ({ playground }) => {
  await playground.start(SOURCE, "outer()");
  const a = playground.branch("A");
  await a.next();
  await expect(a.row("Frame", "gi_suspended")).toContainText("True");
  await expect(a.row("Frame", "f_lineno")).toContainText("7");
  await expect(a.region.getByRole("table", { name: "Delegates" })).toContainText("waits for no other");

  const current = a.region.getByRole("table", { name: "Bytecode" }).locator("[aria-current]");
  await expect(current).toHaveCount(1);
  const here = await current.getByRole("rowheader").textContent();

  await a.next();
  await expect(a.row("Delegates", "waits for")).toContainText("generator inner · suspended · line 2");
  await expect(a.row("Frame", "f_lineno")).toContainText("8");
  await expect(current).toHaveCount(1);
  await expect(current.getByRole("rowheader")).not.toHaveText(here ?? "");
  await expect(a.row("Memory", "ob_type")).toContainText(/0x[0-9a-f]+ · <type generator>/);
  await expect(a.row("Memory", "localsplus[0]")).toContainText("label: 'x'");

  await a.clone();
  const b = playground.branch("B");
  await b.expectIdentity("Frame", "gi_code", "same");
  await b.expectIdentity("Delegates", "waits for", "own");
  await b.expectIdentity("Memory", "ob_type", "same");
});

test("tables are put away and brought back, and all instructions are shown when asked for", async ({
  playground,
}) => {
  await playground.start(SOURCE, "outer()");
  const { page } = playground;
  const bytecode = playground.branch("A").region.getByRole("table", { name: "Bytecode" });
  await expect(bytecode.locator("[aria-current]")).toHaveCount(1);
  expect(await bytecode.getByRole("row").count()).toBeLessThan(12);
  await page.getByRole("button", { name: /^All \d+ instructions$/ }).click();
  expect(await bytecode.getByRole("row").count()).toBeGreaterThan(15);

  const fold = page.getByRole("button", { name: "Rows of Bytecode" });
  await fold.click();
  await expect(bytecode.getByRole("row")).toHaveCount(1);
  await expect(bytecode).toContainText("folded");
  await fold.press("Enter");
  expect(await bytecode.getByRole("row").count()).toBeGreaterThan(15);
});

test("the past shows what was there in the past", async ({ playground }) => {
  await playground.start(SOURCE, "outer()");
  const a = playground.branch("A");
  await a.next();
  await a.next();
  await expect(a.row("Frame", "f_lineno")).toContainText("8");
  const { page } = playground;
  await page.getByRole("slider").press("ArrowLeft");
  await expect(a.row("Frame", "f_lineno")).toContainText("7");
  await expect(a.region.getByRole("table", { name: "Delegates" })).toContainText("waits for no other");
});

test("what a policy would do is told before, and what was done afterwards", async ({ playground }) => {
  await playground.start("def g():\n    for n in [1, 2]:\n        yield n\n", "g()");
  const a = playground.branch("A");
  await a.next();
  const { page } = playground;
  await page.getByRole("button", { name: /^Policy/ }).click();
  const dialog = playground.dialog("Policy");
  await dialog.getByRole("radio", { name: "shallow" }).check();
  const told = dialog.getByRole("table", { name: "A by shallow" });
  await expect(told.getByRole("row", { name: /stack\[0\] tuple_iterator/ })).toContainText("shared");
  await dialog.getByRole("radio", { name: "strict" }).check();
  await expect(dialog.getByText("It would be refused.")).toContainText("stack[0]");
  await dialog.getByRole("radio", { name: "fork" }).check();
  const forked = dialog.getByRole("table", { name: "A by fork" });
  await expect(forked.getByRole("row", { name: /stack\[0\] tuple_iterator/ })).toContainText("copied");
  await dialog.getByRole("button", { name: "Clone A" }).click();

  const b = playground.branch("B").region;
  await b.getByText("Report").click();
  const report = b.getByRole("table", { name: "How B was cloned" });
  await expect(report.getByRole("row", { name: /stack\[0\] tuple_iterator/ })).toContainText("copied");

  await b.getByRole("button", { name: "By policy…" }).click();
  await expect(dialog.getByRole("table", { name: "B by fork" })).toBeVisible();
  await dialog.getByRole("button", { name: "Clone B" }).click();
  await expect(playground.branch("C").region).toContainText("clone of B");
});

test("an object that is pointed at is lit wherever it is, and a line of code by its instructions", async ({
  playground,
}) => {
  await playground.start("def g(items):\n    for item in items:\n        yield item\n", "g(['x'])");
  const a = playground.branch("A");
  await a.next();
  await a.clone();
  const b = playground.branch("B");
  const { page } = playground;
  const badge = a.row("Locals", "items").getByRole("button");
  await badge.focus();
  const lit = page.locator("tr[data-lit]");
  await expect(b.row("Locals", "items")).toHaveAttribute("data-lit", "true");
  await expect(lit.filter({ hasNot: page.getByText((await badge.textContent()) ?? "") })).toHaveCount(0);
  await badge.press("Enter");
  await expect(badge).not.toBeFocused();
  await expect(b.row("Locals", "items")).toHaveAttribute("data-lit", "true");

  await a.region.getByRole("table", { name: "Bytecode" }).getByText("YIELD_VALUE").hover();
  await expect(playground.editor.locator(".lit-line")).toHaveText("        yield item");
  await playground.editor.getByText("for item in items").hover();
  await expect(lit.filter({ hasText: "FOR_ITER" })).toHaveCount(2);
});

test("an expression is evaluated in which every branch is a variable", async ({ playground }) => {
  await playground.start("def g():\n    print('step')\n    yield 1\n    yield 2\n", "g()");
  const a = playground.branch("A");
  const prompt = playground.output.getByRole("textbox", { name: "Evaluate" });
  await prompt.fill("next(A) + 10");
  await prompt.press("Enter");
  await expect(playground.output).toContainText("evaluated 11");
  await a.expectLine(3);
  await prompt.fill("1 / 0");
  await prompt.press("Enter");
  await expect(playground.output).toContainText("ZeroDivisionError");
  await prompt.press("ArrowUp");
  await prompt.press("ArrowUp");
  await expect(prompt).toHaveValue("next(A) + 10");
});
