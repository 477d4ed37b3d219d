/** Where the browser keeps the files of the Pythons that were visited. */
const STORE = "genclone-pythons";

/**
 * Fetches a file whose address tells its contents apart from any other's: from what the browser keeps of it, where it
 * does, so that a visited Python needs no network. Else from the network.
 */
export async function fetchStored(url: string, signal: AbortSignal): Promise<Response> {
  const kept = await (await openStore())?.match(url);
  return kept ?? fetch(url, { signal });
}

/** Has the browser keep a file, as far as it lets the page; one that it keeps already it need not write. */
export async function store(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const kept = await openStore();
  // A full disk is no concern of anyone who is online.
  if ((await kept?.match(url)) === undefined) await kept?.put(url, new Response(bytes)).catch(() => {});
}

/** Forgets what is kept of files that are none of these: those of an earlier version of the page. */
export async function forgetAllBut(urls: readonly string[]): Promise<void> {
  const wanted = new Set(urls.map((url) => new URL(url, location.href).href));
  const store = await openStore();
  for (const { url } of (await store?.keys()) ?? []) {
    if (!wanted.has(url)) await store?.delete(url);
  }
}

/** Undefined where the browser keeps nothing: outside a secure context, in some private windows, in Node. */
async function openStore(): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(STORE);
  } catch {
    return undefined;
  }
}
