import type { Locator, Page } from "@playwright/test";
import type { Action } from "../protocol/action.ts";
import { BranchRegion } from "./branch-region.ts";
import { expect } from "./expect.ts";

/** Distributes over a union, which `Omit` does not. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What can be done to a branch, but for its name. */
export type BranchAction = Without<
  Exclude<Action, { readonly do: "start" | "evaluate" }>,
  "branch" | "policy"
>;

/** The page as a person meets it, by its accessible names alone. */
export class Playground {
  readonly page: Page;
  readonly status: Locator;
  readonly output: Locator;
  readonly editor: Locator;
  /** Which Python runs the experiment. */
  readonly python: Locator;
  /** The timeline's entries, oldest first. */
  readonly entries: Locator;

  constructor(page: Page) {
    this.page = page;
    this.status = page
      .getByRole("status")
      .filter({ hasText: /ready|loading|running|recovering|not available/ });
    this.output = page.getByRole("region", { name: "Output" });
    this.editor = page.getByRole("region", { name: "Source" }).getByRole("textbox");
    this.python = page.getByRole("combobox", { name: "Python" });
    this.entries = page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
  }

  /** Opens the page and waits for Python. */
  async open(): Promise<void> {
    await this.page.goto("/");
    await this.isReady();
  }

  /** Opens the page with a link's fragment, and does not wait for Python. */
  async openLink(fragment: string): Promise<void> {
    await this.page.goto(`/#${fragment}`);
    await expect(this.editor).toBeVisible();
  }

  /** Puts another fragment into the address bar of the open page. */
  async follow(fragment: string): Promise<void> {
    await this.page.evaluate((text) => {
      location.hash = text;
    }, fragment);
  }

  /** Presses `Share` and resolves to the link. */
  async share(): Promise<string> {
    await this.button("Share").click();
    const dialog = this.dialog("Share");
    const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
    await dialog.getByRole("button", { name: "Close" }).click();
    return link;
  }

  /** Waits until the interpreter can take an action. */
  async isReady(): Promise<void> {
    await expect(this.status).toHaveText(/\bready\b/, { timeout: 90_000 });
    await expect(this.page).toHaveTitle(/\bready\b/);
  }

  /** Picks an experiment of the gallery by its title. */
  async choose(title: string): Promise<void> {
    await this.button("Gallery").click();
    await this.dialog("Gallery").getByRole("button", { name: title, exact: true }).click();
    await expect(this.dialog("Gallery")).toHaveCount(0);
  }

  dialog(name: string): Locator {
    return this.page.getByRole("dialog", { name, exact: true });
  }

  /** Puts a source in the place of what is in the editor. */
  async write(source: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(source);
  }

  /** Says which generator to start. */
  async call(expression: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Call" }).fill(expression);
  }

  /** Presses `Run` and resolves to the outcome of the start, as in `started counter(10)`. */
  async run(): Promise<string> {
    await this.button("Run").click();
    await expect(this.entries).toHaveCount(1);
    return this.outcome(0);
  }

  /** Presses `Play actions`, which plays what was recorded, and resolves to all outcomes, the start's among them. */
  async play(actions: number): Promise<readonly string[]> {
    if (actions > 1) await this.button("Play actions").click();
    await expect(this.entries).toHaveCount(actions);
    return Promise.all(Array.from({ length: actions }, (_, index) => this.outcome(index)));
  }

  /** Writes a source, says which generator to start, and runs it. */
  async start(source: string, call: string): Promise<string> {
    await this.write(source);
    await this.call(call);
    return this.run();
  }

  button(name: string): Locator {
    return this.page.getByRole("banner").getByRole("button", { name, exact: true });
  }

  branch(name: string): BranchRegion {
    return new BranchRegion(this, name);
  }

  /** The names of the branches there are, in their order. */
  async branches(): Promise<readonly string[]> {
    const regions = this.page.getByRole("region", { name: /^Branch / });
    return regions.evaluateAll((elements) =>
      elements.map((element) => (element.getAttribute("aria-label") ?? "").replace("Branch ", "")),
    );
  }

  /** Waits for the timeline's entry at this place to be answered and resolves to its outcome. */
  async outcome(index: number): Promise<string> {
    const entry = this.entries.nth(index);
    await expect(entry).not.toHaveText(/ → …$/);
    await this.isReady();
    const text = (await entry.textContent()) ?? "";
    // A clone's action has an arrow of its own, as in `A · clone → B → cloned`.
    return text.replace(/^(\w+ · )?(clone → \w+|.*?) → /s, "");
  }
}
