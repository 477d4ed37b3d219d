import type { Browser, Page } from "@playwright/test";
import { Playground } from "../../e2e/playground.ts";
import type { Action } from "../../protocol/action.ts";
import { encodeLink } from "../../protocol/link.ts";
import { CALL, fulfil, SOURCE, type Wish, wishes } from "./deeds.ts";
import { firstDifference, readEndState } from "./end-state.ts";
import { kill } from "./killer.ts";
import { type Kill, kills } from "./kills.ts";
import { Player } from "./player.ts";

export interface SoakOptions {
  readonly seed: number;
  readonly actions: number;
  readonly kills: number;
  /** The version of CPython, as `3.14`. */
  readonly python: string;
  /** Told now and then how far it has come. */
  readonly say: (text: string) => void;
}

/** What a soak came to. */
export interface Soaked {
  /** How many actions no interpreter answered, for it was killed; each was done again. */
  readonly hit: number;
  /** How the page ended otherwise than without kills; undefined where it did not. */
  readonly difference: string | undefined;
}

/** How many times in a row an action may be hit. */
const HITS = 4;

/**
 * Does random actions by the page's buttons while the interpreter is killed at random moments, then the same actions
 * without a kill, and compares the ends. Rejects where an action that nothing struck was not answered, and where the page
 * does not come back.
 */
export async function soak(browser: Browser, address: string, options: SoakOptions): Promise<Soaked> {
  const start: Action = { do: "start", branch: "A", call: CALL };
  const disturbed = await withPage(browser, address, options.python, [start], async (playground) => {
    const run = new DisturbedRun(playground, options);
    const { actions, hit } = await run.play();
    return { actions, hit, end: await readEndState(playground) };
  });
  options.say(`${disturbed.hit} actions were hit and done again; now the same without kills`);
  const all = [start, ...disturbed.actions];
  const undisturbed = await withPage(browser, address, options.python, all, readEndState);
  return { hit: disturbed.hit, difference: firstDifference(disturbed.end, undisturbed) };
}

/** Opens an experiment of these actions in a page of its own, runs it, and hands it to `use`. */
async function withPage<T>(
  browser: Browser,
  address: string,
  python: string,
  actions: readonly Action[],
  use: (playground: Playground) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage({ baseURL: address, serviceWorkers: "block" });
  try {
    // What tsx makes of a named function asks for this, in the page too.
    await page.addInitScript("globalThis.__name = (named) => named");
    const playground = new Playground(page);
    const experiment = { format: 2, title: "Soak", notes: "", python, source: SOURCE, actions } as const;
    await playground.openLink(await encodeLink(experiment));
    await playground.isReady();
    await playground.runAll(actions.length);
    return await use(playground);
  } finally {
    await page.close();
  }
}

/** The run in which the interpreter is killed. */
class DisturbedRun {
  readonly #player: Player;
  readonly #page: Page;
  readonly #options: SoakOptions;
  readonly #wishes: readonly Wish[];
  readonly #kills: ReadonlyMap<number, Kill>;
  readonly #pending = new Set<Promise<void>>();
  /** Kills since an action was answered the last time; only after one may an action go without an answer. */
  #fresh = 0;
  #killed = 0;
  #hit = 0;

  constructor(playground: Playground, options: SoakOptions) {
    this.#player = new Player(playground);
    this.#page = playground.page;
    this.#options = options;
    this.#wishes = wishes(options.seed, options.actions);
    this.#kills = kills(options.seed, options.kills, options.actions);
  }

  async play(): Promise<{ readonly actions: readonly Action[]; readonly hit: number }> {
    const actions: Action[] = [];
    for (const [index, wish] of this.#wishes.entries()) {
      const doomed = this.#kills.get(index);
      if (doomed !== undefined) this.#schedule(doomed);
      actions.push(await this.#fulfil(wish, index));
      if ((index + 1) % 50 === 0) {
        this.#options.say(`${index + 1} actions, ${this.#killed} kills, ${this.#hit} hit`);
      }
    }
    await Promise.all(this.#pending);
    await this.#player.playground.isReady();
    return { actions, hit: this.#hit };
  }

  /** Does one action, again and again until an interpreter answers it. */
  async #fulfil(wish: Wish, index: number): Promise<Action> {
    const { branch, deed } = fulfil(wish, await this.#player.standings());
    for (let tries = 0; tries <= HITS; tries++) {
      const freshBefore = this.#fresh;
      const { action, outcome } = await this.#player.do(branch, deed);
      const which = `action ${index + 1} (${JSON.stringify(action)}): ${outcome}`;
      if (outcome.includes("came out otherwise")) throw new Error(`A recovery went wrong in ${which}`);
      if (!/^(crashed|stopped)/.test(outcome)) {
        this.#fresh -= freshBefore;
        return action;
      }
      if (this.#fresh === 0) throw new Error(`No kill came before ${which}`);
      this.#hit += 1;
    }
    throw new Error(`Action ${index + 1} was never answered: ${JSON.stringify(deed)} on ${branch}.`);
  }

  /** Has the interpreter be killed at its moment, while the actions go on. */
  #schedule({ delay, weapon }: Kill): void {
    const moment = new Promise((resolve) => setTimeout(resolve, delay));
    const done = moment.then(() => {
      this.#fresh += 1;
      this.#killed += 1;
      return kill(this.#page, weapon);
    });
    this.#pending.add(done);
  }
}
