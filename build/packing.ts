import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { cached, nameOf } from "./cache.ts";

/** Packing that saves less than this share is not worth the unpacking. */
const WORTHWHILE = 0.05;

/**
 * These bytes as gzip packs them best, or undefined where that makes them hardly smaller. Packed here and unpacked by
 * the page, so that it does not depend on what a static host packs.
 */
export async function pack(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const packed = await cached(`gzip-${nameOf(bytes)}`, () => promisify(gzip)(bytes, { level: 9 }));
  return packed.length < bytes.length * (1 - WORTHWHILE) ? packed : undefined;
}
