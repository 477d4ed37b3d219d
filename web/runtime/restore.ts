import { whatIsDone } from "../../protocol/action.ts";
import { parseStep } from "../../protocol/engine.ts";
import type { Snapshot } from "../../protocol/snapshot.ts";
import { ask, type Mortal, type NoAnswer } from "./ask.ts";
import { EMPTY, type Journal } from "./journal.ts";

/**
 * Whether the interpreter holds the experiment now, with what picture, and which action came out otherwise than it did
 * before, if one did, as the first; or why it does not.
 */
export type Restoration =
  | { readonly is: "restored"; readonly snapshot: Snapshot; readonly otherwise: string | null }
  | { readonly is: "failed"; readonly why: string }
  | { readonly is: "abandoned" };

interface RestoreOptions {
  /** What an action may take when it is done for the first time, in milliseconds. */
  readonly deadline: number;
  /** Told before each action is repeated. */
  readonly onProgress: (done: number, of: number) => void;
}

/** How many times its deadline an action may take when it is repeated: machines have slow moments. */
const LENIENCE = 3;

/** Opens an experiment in an interpreter and repeats its good actions there. Always settles, never rejects. */
export async function restore(
  mortal: Mortal,
  journal: Journal,
  options: RestoreOptions,
): Promise<Restoration> {
  const { deadline, onProgress } = options;
  const opened = await ask(mortal, {
    put: (engine) => engine.open(journal.source),
    parse: () => undefined,
    deadline,
  });
  if (opened.is !== "answered") return { is: "failed", why: `opening it ${whatItDid(opened)}` };

  const { good } = journal;
  let snapshot = EMPTY;
  let otherwise: string | null = null;
  const digests: string[] = [];
  for (const [done, { action, digest }] of good.entries()) {
    const which = `action ${done + 1} (${whatIsDone(action)})`;
    onProgress(done, good.length);
    const answer = await ask(mortal, {
      put: (engine) => engine.act(action),
      parse: parseStep,
      deadline: deadline * LENIENCE,
      signal: journal.abandoned,
    });
    if (answer.is !== "answered") {
      if (answer.is === "interrupted") return { is: "abandoned" };
      return { is: "failed", why: `repeating ${which} ${whatItDid(answer)}` };
    }
    snapshot = answer.value.snapshot;
    digests.push(answer.value.digest);
    if (answer.value.digest !== digest) otherwise ??= which;
  }
  journal.repeated(digests);
  return { is: "restored", snapshot, otherwise };
}

const whatItDid = (answer: NoAnswer): string =>
  answer.is === "died" ? `ended the interpreter (${answer.why})` : "did not come to an end";
