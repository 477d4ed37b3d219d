import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").Locator} Locator */

const COMMAND = fileURLToPath(new URL("../cli/genclone.mjs", import.meta.url));

/** How long, in milliseconds, Python may take to be ready: a slow machine boots it for the first time. */
const READY = 120_000;

/**
 * What was done, and what came of it.
 * @typedef {{ readonly action: string, readonly outcome: string }} Came
 */

/** The playground with one experiment in it, driven by its accessible names. */
export class Genclone {
  /**
   * @param {Page} page
   * @param {string} address where the playground is served
   */
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.status = page
      .getByRole("status")
      .filter({ hasText: /ready|loading|running|recovering|not available/ });
    /** The timeline's entries, oldest first. */
    this.entries = page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
    this.difference = page.getByRole("status").filter({ hasText: "came out otherwise than recorded" });
  }

  /**
   * Opens an experiment: a link to it (of whatever site: only what comes after its `#` counts), or a file. Runs nothing
   * of it, and waits until it could be run. Rejects with what the page or the command says where it cannot be opened.
   * @param {string} target
   */
  async open(target) {
    const fragment = await fragmentOf(target);
    await this.page.goto(`${this.address}#${fragment}`);
    // The address of a page that is open already differs in nothing but its fragment.
    const alert = this.page.getByRole("alert").filter({ hasText: "This link cannot be opened" });
    const note = this.page.getByRole("note").filter({ hasText: "somebody else wrote" });
    await expect(alert.or(note)).toBeVisible({ timeout: READY });
    if (await alert.isVisible()) throw new Error((await alert.innerText()).replace(/\s*Dismiss\s*$/, ""));
    await this.isReady();
  }

  /** Waits until an action could be taken. */
  async isReady() {
    await expect(this.status).toHaveText(/\bready\b/, { timeout: READY });
  }

  /** Presses `Run`: replays what is recorded up to where the experiment's reader stands, which is the end if nowhere. */
  async run() {
    await this.#button("Run").click();
    await expect(this.entries.first()).toBeVisible();
    await this.#isAnswered();
  }

  /** Plays the next recorded action. Resolves to whether there was one. */
  async step() {
    const step = this.#button("Step");
    if (!(await step.isVisible())) return false;
    const before = await this.entries.count();
    await step.click();
    await expect(this.entries).toHaveCount(before + 1);
    await this.#isAnswered();
    return true;
  }

  /** Plays the recorded actions that are left. */
  async play() {
    const play = this.#button("Play actions");
    if (!(await play.isVisible())) return;
    await play.click();
    await expect(play).toHaveCount(0);
    await this.#isAnswered();
  }

  /**
   * What was done so far and what came of it, in the page's words.
   * @returns {Promise<Came[]>}
   */
  async outcomes() {
    const titles = await this.entries.evaluateAll((items) =>
      items.map((item) => item.getAttribute("title") ?? ""),
    );
    return titles.map((title) => {
      // A clone's action has an arrow of its own, as in `A · clone → B → cloned as B`.
      const [, action = title, outcome = ""] = /^((?:\w+ · )?(?:clone → \w+|.*?)) → (.*)$/s.exec(title) ?? [];
      return { action, outcome };
    });
  }

  /** What the page says of the first action that came out otherwise than recorded; null where none did. */
  async firstDifference() {
    return (await this.difference.count()) === 0 ? null : await this.difference.innerText();
  }

  /** Plays to the end, from the start where nothing was played yet, and expects each outcome to be as recorded. */
  async expectAsRecorded() {
    if ((await this.entries.count()) === 0) await this.run();
    await this.play();
    expect(await this.firstDifference()).toBeNull();
  }

  /** @param {string} name */
  #button(name) {
    return this.page.getByRole("banner").getByRole("button", { name, exact: true });
  }

  async #isAnswered() {
    await expect(this.entries.last()).not.toHaveText(/ → …$/, { timeout: READY });
    await this.isReady();
  }
}

/**
 * The fragment that carries an experiment.
 * @param {string} target a link, its fragment, or a file
 */
async function fragmentOf(target) {
  if (!existsSync(target)) return target.slice(target.indexOf("#") + 1);
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, "link", target]);
  return stdout.slice(stdout.indexOf("#") + 1).trim();
}
