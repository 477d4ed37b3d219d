/** What was asked for cannot be done as it was asked. Its message says what is wrong, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What the process says of itself when it ends. */
export const EXIT = { fine: 0, differs: 1, usage: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
