/** The oldest and the newest format that can be read; the newest is written. */
export const OLDEST_FORMAT = 1;
export const FORMAT = 2;

type Migration = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * Format -> how an experiment of it becomes one of the next. Each is kept for ever, and knows nothing of later ones.
 *
 * 2 came with coroutines, async generators, `evaluate`, policies other than `fork`, and expectations by version. All
 * that format 1 could say still stands; the number tells an older reader that it cannot understand the rest.
 */
const MIGRATIONS: ReadonlyMap<number, Migration> = new Map([[1, (old) => ({ ...old, format: 2 })]]);

/** Brings an experiment of format `from` to the newest format, step by step. */
export function migrate(
  experiment: Readonly<Record<string, unknown>>,
  from: number,
): Readonly<Record<string, unknown>> {
  const migration = MIGRATIONS.get(from);
  return migration === undefined ? experiment : migrate(migration(experiment), from + 1);
}
