import type { EngineApi } from "../../protocol/engine.ts";

/** What came of a question to an engine. */
export type Answer<T> =
  | { readonly is: "answered"; readonly value: T }
  /** The interpreter is dead, or what it said cannot be understood. */
  | { readonly is: "died"; readonly why: string }
  /** It may still be at it. */
  | { readonly is: "late" }
  | { readonly is: "interrupted" };

/** Why there is no answer. */
export type NoAnswer = Exclude<Answer<unknown>, { readonly is: "answered" }>;

/** An engine with word of its end: `death` is aborted when the interpreter dies, with a text that says why. */
export interface Mortal {
  readonly engine: EngineApi;
  readonly death: AbortSignal;
}

interface Question<Raw, T> {
  readonly put: (engine: EngineApi) => Promise<Raw>;
  /** Makes sense of the answer; throws where there is none in it. */
  readonly parse: (raw: Raw) => T;
  /** In milliseconds. */
  readonly deadline: number;
  /** Gives the question up. */
  readonly signal?: AbortSignal;
}

/** Asks an engine one thing. Always settles, whatever becomes of the interpreter, and never rejects. */
export function ask<Raw, T>({ engine, death }: Mortal, question: Question<Raw, T>): Promise<Answer<T>> {
  const { put, parse, deadline, signal } = question;
  return new Promise((resolve) => {
    const settle = (answer: Answer<T>) => {
      clearTimeout(timer);
      death.removeEventListener("abort", die);
      signal?.removeEventListener("abort", interrupt);
      resolve(answer);
    };
    const die = () => settle({ is: "died", why: messageOf(death.reason) });
    const interrupt = () => settle({ is: "interrupted" });
    const timer = setTimeout(() => settle({ is: "late" }), deadline);
    death.addEventListener("abort", die);
    signal?.addEventListener("abort", interrupt);
    if (signal?.aborted) interrupt();
    else if (death.aborted) die();
    else {
      put(engine).then(
        (raw) => settle(read(raw, parse)),
        // An engine rejects only where its interpreter cannot go on.
        (error: unknown) => settle({ is: "died", why: messageOf(error) }),
      );
    }
  });
}

function read<Raw, T>(raw: Raw, parse: (raw: Raw) => T): Answer<T> {
  try {
    return { is: "answered", value: parse(raw) };
  } catch (error) {
    return { is: "died", why: `its answer cannot be read: ${messageOf(error)}` };
  }
}

/** What an error says, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
