import { effect, type Signal, signal } from "@preact/signals";
import { TABLES, type TableName } from "./comparison.ts";
import { parseTheme, THEME_KEY, type Theme } from "./theme.ts";

export interface Settings {
  readonly theme: Signal<Theme>;
  /** The tables of the branches whose rows are put away. */
  readonly folded: Signal<ReadonlySet<TableName>>;
  /** Whether all instructions are shown, and not only those around the branches. */
  readonly wholeBytecode: Signal<boolean>;
  /** Whether of the objects no more is shown than that there are some. */
  readonly foldsObjects: Signal<boolean>;
  /** Whether the tour was neither taken nor declined yet. */
  readonly isNewcomer: Signal<boolean>;
}

type Store = Pick<Storage, "getItem" | "setItem">;

/**
 * The user's settings, read from `storage` and written back whenever one changes.
 * A storage that cannot be used (a private window, a sandbox) only means that nothing is remembered.
 */
export function createSettings(storage: Store): Settings {
  return {
    theme: kept(storage, THEME_KEY, parseTheme, String),
    folded: kept(storage, "genclone.folded", parseTables, (tables) => [...tables].join(",")),
    wholeBytecode: kept(storage, "genclone.wholeBytecode", isTrue, String),
    foldsObjects: kept(storage, "genclone.foldsObjects", isTrue, String),
    isNewcomer: kept(storage, "genclone.isNewcomer", (text) => text !== "false", String),
  };
}

const isTrue = (text: string | null): boolean => text === "true";

const parseTables = (text: string | null): ReadonlySet<TableName> => {
  const names = (text ?? "").split(",");
  return new Set(TABLES.filter((table) => names.includes(table)));
};

/** A signal whose value is in `storage` under `key`. What is found there may be anything. */
function kept<T>(
  storage: Store,
  key: string,
  parse: (text: string | null) => T,
  format: (value: T) => string,
): Signal<T> {
  const value = signal(parse(attempt(() => storage.getItem(key))));
  effect(() => {
    const text = format(value.value);
    attempt(() => storage.setItem(key, text));
  });
  return value;
}

function attempt<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
