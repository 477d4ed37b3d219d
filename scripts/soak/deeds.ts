import fc from "fast-check";
import { PRESETS, type Preset } from "../../protocol/policy.ts";

/** One thing that a person does to an experiment by the page's buttons, but for the branch that it is done to. */
export type Deed =
  | { readonly do: "next" | "close" | "drop" }
  | { readonly do: "send"; readonly value: string }
  | { readonly do: "throw"; readonly exception: string }
  | { readonly do: "clone"; readonly policy: Preset }
  | { readonly do: "evaluate"; readonly expression: string };

/** What is done when its turn comes; to which branch, depends on those that there are by then. */
export interface Wish {
  readonly deed: Deed;
  readonly pick: number;
}

/** A branch on the page, and whether its generator is at an end. */
export interface Standing {
  readonly name: string;
  readonly isOver: boolean;
}

/** More branches than these make the page no harder a test, only a slower one. */
const MOST_BRANCHES = 5;

/** What the deeds are done to. It meets its actions halfway: some values have it do something else. */
export const SOURCE = `import itertools
import random

dice = random.Random(7)
seen = []


def keep(what):
    seen.append(what)
    del seen[:-4]


def inner(items):
    try:
        for item in items:
            keep((yield item, dice.randrange(100)))
    finally:
        print("inner ends")
    return len(seen)


def outer(limit):
    n = 0

    def note(step=1):
        nonlocal n
        n += step
        return n

    held = None
    for turn in range(limit):
        try:
            got = yield turn, note()
            if got == "hold":
                held = itertools.count(turn)
            elif got == "inner":
                held = yield from inner([turn, n, "c"])
            elif got == "slow":
                note(sum(range(500_000)) % 7)
            elif got == "end":
                return held
            elif isinstance(got, list):
                held = [got, iter(got)]
        except ValueError as error:
            keep(str(error))
            yield "handling", n
`;

export const CALL = "outer(1_000_000)";

const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);

/** Valid ones, ones that raise, and ones that are refused; a few take long enough to be hit in their midst. */
const DEED: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Deed>({ do: "next" }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("send" as const),
      value: oneOf(
        "None",
        "1",
        "[1, 2]",
        "'inner'",
        "'inner'",
        "'hold'",
        "'slow'",
        "'end'",
        "nothing",
        "1 +",
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("throw" as const),
      exception: oneOf("ValueError('caught')", "ValueError('caught')", "KeyError('not caught')", "3"),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("clone" as const),
      policy: fc.oneof(fc.constant<Preset>("fork"), fc.constantFrom(...PRESETS)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("evaluate" as const),
      expression: oneOf("len(seen)", "keep(dice.random())", "1 / 0", "A", "sum(range(500_000))", "next(B)"),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Deed>({ do: "close" }) },
  { weight: 2, arbitrary: fc.constant<Deed>({ do: "drop" }) },
);

/** So many wishes; the same ones for the same seed. */
export const wishes = (seed: number, count: number): readonly Wish[] =>
  fc.sample(fc.noBias(fc.record({ deed: DEED, pick: fc.nat(999) })), { seed, numRuns: count });

/**
 * What becomes of a wish among these branches: there are never too many, and what would end the last one that goes on
 * makes a clone of it instead.
 */
export function fulfil({ deed, pick }: Wish, branches: readonly Standing[]): { branch: string; deed: Deed } {
  const going = branches.filter(({ isOver }) => !isOver);
  const over = branches.filter(({ isOver }) => isOver);
  const among = (some: readonly Standing[]) => some[pick % some.length]?.name ?? "A";
  if (deed.do === "clone" && branches.length >= MOST_BRANCHES) {
    return { branch: among(over.length > 0 ? over : branches), deed: { do: "drop" } };
  }
  const branch = among(branches);
  const isLast = going.length === 1 && going[0]?.name === branch;
  return { branch, deed: isLast && mayEnd(deed) ? { do: "clone", policy: "fork" } : deed };
}

const mayEnd = (deed: Deed): boolean =>
  ["close", "drop", "throw"].includes(deed.do) || (deed.do === "send" && deed.value === "'end'");
