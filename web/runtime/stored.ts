/** Where the browser keeps the files of the Pythons that were visited. */
const STORE = "genclone-pythons";

/**
 * Fetches a file whose address tells its contents apart from any other's: from what the browser kept of it, where it
 * did, so that a visited Python needs no network. Else from the network, and has the browser keep it.
 */
export async function fetchStored(url: string, signal: AbortSignal): Promise<Response> {
  const store = await openStore();
  const kept = await store?.match(url);
  if (kept !== undefined) return kept;
  const response = await fetch(url, { signal });
  // Neither a full disk nor a download that is given up is a concern of whoever asked.
  if (response.ok) void store?.put(url, response.clone()).catch(() => {});
  return response;
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
