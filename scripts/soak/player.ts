import { expect } from "../../e2e/patient.ts";
import type { Playground } from "../../e2e/playground.ts";
import type { Action } from "../../protocol/action.ts";
import type { Preset } from "../../protocol/policy.ts";
import type { Deed, Standing } from "./deeds.ts";

const OVER = ["returned", "raised", "closed"];
const STATUSES = ["created", "suspended", "delegating", "running", ...OVER];

/** An action as the page took it, and what came of it in the page's words. */
export interface Done {
  readonly action: Action;
  readonly outcome: string;
}

/** Does deeds by the page's buttons. */
export class Player {
  readonly playground: Playground;
  #policy: Preset = "fork";

  constructor(playground: Playground) {
    this.playground = playground;
  }

  /** The branches there are, in the page's order. */
  standings(): Promise<readonly Standing[]> {
    const regions = this.playground.page.getByRole("region", { name: /^Branch / });
    return regions.evaluateAll(
      (elements, { over, statuses }) =>
        elements.map((element) => {
          const texts = [...element.querySelectorAll("span")].map(({ textContent }) => textContent ?? "");
          const status = texts.find((text) => statuses.includes(text)) ?? "";
          const name = (element.getAttribute("aria-label") ?? "").replace("Branch ", "");
          return { name, isOver: over.includes(status) };
        }),
      { over: OVER, statuses: STATUSES },
    );
  }

  /** Does it, waits for its outcome, and for Python to be ready again. */
  async do(branch: string, deed: Deed): Promise<Done> {
    if (deed.do === "evaluate") return this.#evaluate(deed.expression);
    const region = this.playground.branch(branch);
    if (deed.do !== "clone") return { action: { ...deed, branch }, outcome: await region.act(deed) };
    await this.#choose(deed.policy);
    const outcome = await region.clone();
    // The page chooses the name, also where the clone is refused.
    const title = await this.playground.entries.last().getAttribute("title");
    const as = /clone → (\w+)/.exec(title ?? "")?.[1] ?? "";
    return { action: { ...deed, branch, as }, outcome };
  }

  async #evaluate(expression: string): Promise<Done> {
    const { entries, output } = this.playground;
    const before = await entries.count();
    const prompt = output.getByRole("textbox", { name: "Evaluate" });
    await prompt.fill(expression);
    await prompt.press("Enter");
    await expect(entries).toHaveCount(before + 1);
    return { action: { do: "evaluate", expression }, outcome: await this.playground.outcome(before) };
  }

  /** Has clones from now on be made by this policy. */
  async #choose(policy: Preset): Promise<void> {
    if (policy === this.#policy) return;
    await this.playground.page.getByRole("button", { name: `Policy: ${this.#policy}`, exact: true }).click();
    const dialog = this.playground.dialog("Policy");
    await dialog.getByRole("radio", { name: policy }).check();
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
    this.#policy = policy;
  }
}
