import type { Ordinal } from "../../protocol/snapshot.ts";
import type { Identity } from "./lines.ts";

/** What the reader points at: wherever else it appears it is lit. */
export type Spotlight =
  | { readonly is: "object"; readonly id: Ordinal }
  | { readonly is: "cell"; readonly id: Ordinal }
  /** A line of the source, from 1. */
  | { readonly is: "line"; readonly line: number };

/** A name for it: what is lit by it has the same. */
export function nameOfSpotlight(spotlight: Spotlight | null): string {
  if (spotlight === null) return "";
  return spotlight.is === "line" ? `line ${spotlight.line}` : `${spotlight.is} ${spotlight.id}`;
}

/** The spotlight of that name; null where there is none. */
export function spotlightNamed(name: string | undefined): Spotlight | null {
  const [, is, digits] = /^(object|cell|line) (\d+)$/.exec(name ?? "") ?? [];
  if (is === "line") return { is, line: Number(digits) };
  return is === "object" || is === "cell" ? { is, id: Number(digits) } : null;
}

/** What a row is lit by: the object or the cell that it shows, or the line that it belongs to. */
export function lightsOf(identity: Identity, line: number | null): string | undefined {
  if (identity.is === "object" || identity.is === "cell") return `${identity.is} ${identity.id}`;
  return line === null ? undefined : `line ${line}`;
}
