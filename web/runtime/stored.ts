import type { Piece } from "../../protocol/given.ts";

/** Where the browser keeps the files of the Pythons that were visited. */
const STORE = "genclone-pythons";

/**
 * Fetches a file whose address tells its contents apart from any other's: from what the browser keeps of it, where it
 * does, so that a visited Python needs no network. Else from the network.
 */
export async function fetchStored(url: string, signal: AbortSignal): Promise<Response> {
  return (await keptOf(url)) ?? fetch(url, { signal });
}

/** Whether the browser keeps this file. */
export const isStored = async (url: string): Promise<boolean> => (await keptOf(url)) !== undefined;

/** What the browser keeps of a file. To ask makes no store where there is none. */
async function keptOf(url: string): Promise<Response | undefined> {
  try {
    return await caches.match(url, { cacheName: STORE });
  } catch {
    return undefined;
  }
}

/**
 * Has the browser keep a file, as far as it lets the page; one that it keeps already it need not write. Never rejects: a
 * full disk is no concern of anyone who is online.
 */
export const store = (url: string, pieces: readonly Piece[]): Promise<void> =>
  inStore(async (cache) => {
    if ((await cache.match(url)) === undefined) await cache.put(url, new Response(new Blob([...pieces])));
  });

/** Forgets what is kept of files that are none of these: those of an earlier version of the page. Never rejects. */
export const forgetAllBut = (urls: readonly string[]): Promise<void> =>
  inStore(async (cache) => {
    const wanted = new Set(urls.map((url) => new URL(url, location.href).href));
    for (const { url } of await cache.keys()) {
      if (!wanted.has(url)) await cache.delete(url);
    }
  });

/** Undefined where the browser keeps nothing: outside a secure context, in some private windows, in Node. */
async function inStore<T>(use: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await use(await caches.open(STORE));
  } catch {
    return undefined;
  }
}
