/**
 * `next`, with every part that equals the same part of `previous` being that very part: what did not change takes no
 * memory twice, and is seen to be the same by a look at the reference. For plain JSON. Linear in `next`.
 */
export function shared<T>(next: T, previous: unknown): T;
export function shared(next: unknown, previous: unknown): unknown {
  if (next === previous || !isCompound(next) || !isCompound(previous)) return next;
  if (Array.isArray(next)) return Array.isArray(previous) ? sharedArray(next, previous) : next;
  return Array.isArray(previous) ? next : sharedObject(next, previous);
}

function sharedArray(next: readonly unknown[], previous: readonly unknown[]): readonly unknown[] {
  const parts = next.map((value, index) => shared(value, previous[index]));
  const isSame = parts.length === previous.length && parts.every((part, index) => part === previous[index]);
  return isSame ? previous : parts;
}

function sharedObject(next: Compound, previous: Compound): Compound {
  const keys = Object.keys(next);
  const parts = keys.map((key) => shared(next[key], own(previous, key)));
  const isSame = keys.every((key, index) => Object.hasOwn(previous, key) && parts[index] === previous[key]);
  if (isSame && keys.length === Object.keys(previous).length) return previous;
  return Object.fromEntries(keys.map((key, index) => [key, parts[index]]));
}

const own = (object: Compound, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

type Compound = Readonly<Record<string, unknown>>;

const isCompound = (value: unknown): value is Compound => typeof value === "object" && value !== null;
