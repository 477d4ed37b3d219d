/**
 * What a frame with the compact page may do. It needs its own origin, for its parts have to be from there; the page around
 * it is of another one, out of its reach. The playground that it opens is no longer held back.
 */
export const EMBED_SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/**
 * Where the compact page shows the experiment of a link, on this version of Python where one is named. The compact page
 * lies beside the page. Null where it is no link to a page of the web.
 */
export function embedAddress(link: string, python: string | null = null): string | null {
  if (!URL.canParse(link)) return null;
  const { protocol, hash } = new URL(link);
  if (protocol !== "https:" && protocol !== "http:") return null;
  const address = new URL("embed.html", link);
  if (python !== null) address.searchParams.set("python", python);
  address.hash = hash;
  return address.href;
}

/** Where the page's own address leads instead; null where it asks for nothing but the page. */
export function askedEmbed(href: string): string | null {
  const { searchParams } = new URL(href);
  return searchParams.has("embed") ? embedAddress(href, searchParams.get("python")) : null;
}
