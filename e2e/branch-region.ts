import type { Locator } from "@playwright/test";
import { expect } from "./expect.ts";
import type { BranchAction, Playground } from "./playground.ts";

/** Those that a snapshot fills; what is in the others may be another thing each time. */
const OF_SNAPSHOTS = ["Locals", "Cells", "Value stack", "Exception state"] as const;
export type TableName = (typeof OF_SNAPSHOTS)[number] | "Delegates" | "Frame" | "Bytecode" | "Memory";

/** One branch on the page: what a person can press and read there. Presses resolve to the outcome. */
export class BranchRegion {
  readonly region: Locator;

  constructor(
    private readonly playground: Playground,
    name: string,
  ) {
    this.region = playground.page.getByRole("region", { name: `Branch ${name}`, exact: true });
  }

  next(): Promise<string> {
    return this.act({ do: "next" });
  }

  send(value: string): Promise<string> {
    return this.act({ do: "send", value });
  }

  throw(exception: string): Promise<string> {
    return this.act({ do: "throw", exception });
  }

  close(): Promise<string> {
    return this.act({ do: "close" });
  }

  clone(): Promise<string> {
    return this.act({ do: "clone", as: "" });
  }

  drop(): Promise<string> {
    return this.act({ do: "drop" });
  }

  /** Does an action and waits for its outcome. The name of a clone is the page's to choose. */
  async act(action: BranchAction): Promise<string> {
    const before = await this.playground.entries.count();
    await this.begin(action);
    await expect(this.playground.entries).toHaveCount(before + 1);
    return this.playground.outcome(before);
  }

  /** Presses what an action needs and waits for nothing. */
  async begin(action: BranchAction): Promise<void> {
    switch (action.do) {
      case "send":
        return this.answer("Send…", "Value to send", action.value, "Send");
      case "throw":
        return this.answer("Throw…", "Exception to throw", action.exception, "Throw");
      case "next":
        return this.press("Next");
      case "close":
        return this.press("Close");
      case "clone":
        return this.press("Clone");
      case "drop":
        return this.press("Drop");
    }
  }

  /** What a table says in the row of this name, with its note on identity, as in `3 #4 own`. */
  row(table: TableName, name: string): Locator {
    const header = this.region.page().getByRole("rowheader", { name: new RegExp(`^${escaped(name)}( |$)`) });
    return this.region.getByRole("table", { name: table }).getByRole("row").filter({ has: header });
  }

  /** The value in a row, without its name and identity. */
  value(table: TableName, name: string): Locator {
    return this.row(table, name).getByRole("cell").first();
  }

  async expectLocal(name: string, value: string | RegExp): Promise<void> {
    await expect(this.value("Locals", name)).toHaveText(asShown(value));
  }

  async expectCell(name: string, value: string | RegExp): Promise<void> {
    await expect(this.value("Cells", name)).toHaveText(asShown(value));
  }

  /** Expects the branches to hold one object, or each its own, in the row of this name. */
  async expectIdentity(
    table: TableName,
    name: string,
    identity: "same object" | "same" | "own",
  ): Promise<void> {
    await expect(this.row(table, name)).toContainText(identity);
  }

  async expectStatus(status: string): Promise<void> {
    await expect(this.region.getByText(status, { exact: true })).toBeVisible();
  }

  async expectLine(line: number): Promise<void> {
    await expect(this.region.getByText(`line ${line}`, { exact: true })).toBeVisible();
  }

  /** Everything the tables of a snapshot say, to see that nothing of it changes. */
  async frame(): Promise<string> {
    await expect(this.region).toBeVisible();
    const values = await Promise.all(
      OF_SNAPSHOTS.map((name) =>
        this.region.getByRole("table", { name }).locator("td:first-of-type").allTextContents(),
      ),
    );
    return values.map((texts) => texts.join(" | ").replaceAll(" (changed)", "")).join("\n");
  }

  private async answer(button: string, label: string, value: string, submit: string): Promise<void> {
    await this.press(button);
    await this.region.getByRole("textbox", { name: label }).fill(value);
    await this.press(submit);
  }

  private async press(name: string): Promise<void> {
    await this.region.getByRole("button", { name, exact: true }).click();
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A value as a cell shows it: one that the last action changed says so. */
const asShown = (value: string | RegExp): RegExp =>
  typeof value === "string" ? new RegExp(`^${escaped(value)}( \\(changed\\))?$`) : value;
