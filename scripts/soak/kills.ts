import fc from "fast-check";

/**
 * How an interpreter is killed, each time without a word of its own: by the browser ending its worker at once, whatever
 * it is doing; by the same happening to all sandboxes, the spare's among them, as when their process is gone; or by V8
 * abandoning what the worker runs, so that it is there and never answers.
 */
export const WEAPONS = ["worker", "all", "execution"] as const;
export type Weapon = (typeof WEAPONS)[number];

/** A kill so many milliseconds after the action of this number was begun, whatever is going on by then. */
export interface Kill {
  readonly at: number;
  readonly delay: number;
  readonly weapon: Weapon;
}

/** So many kills during so many actions, at most one an action; the same ones for the same seed. */
export function kills(seed: number, count: number, actions: number): ReadonlyMap<number, Kill> {
  const one = fc.record({
    at: fc.integer({ min: 0, max: actions - 1 }),
    // Most strike the action or what comes right after it; some a later one, or a recovery.
    delay: fc.oneof(fc.nat(150), fc.nat(1500)),
    weapon: fc.constantFrom(...WEAPONS),
  });
  const all = fc.uniqueArray(one, { minLength: count, maxLength: count, selector: ({ at }) => at });
  const [chosen = []] = fc.sample(fc.noBias(all), { seed, numRuns: 1 });
  return new Map(chosen.map((kill) => [kill.at, kill]));
}
