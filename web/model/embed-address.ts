/**
 * What a frame with the compact page may do. It needs its own origin, for its parts have to be from there; the page around
 * it is of another one, out of its reach. The playground that it opens is no longer held back.
 */
export const EMBED_SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** What can be said to the compact page besides the experiment: the version of Python, `light` or `dark`. */
export const EMBED_CHOICES = ["python", "theme"] as const;
export type EmbedChoices = { readonly [choice in (typeof EMBED_CHOICES)[number]]?: string | null };

/**
 * Where the compact page shows the experiment of a link, with these choices where they are made. The compact page lies
 * beside the page. Null where it is no link to a page of the web.
 */
export function embedAddress(link: string, choices: EmbedChoices = {}): string | null {
  if (!URL.canParse(link)) return null;
  const { protocol, hash } = new URL(link);
  if (protocol !== "https:" && protocol !== "http:") return null;
  const address = new URL("embed.html", link);
  for (const choice of EMBED_CHOICES) {
    const made = choices[choice] ?? null;
    if (made !== null) address.searchParams.set(choice, made);
  }
  address.hash = hash;
  return address.href;
}

/** Where the page's own address leads instead; null where it asks for nothing but the page. */
export function askedEmbed(href: string): string | null {
  const { searchParams } = new URL(href);
  return searchParams.has("embed")
    ? embedAddress(
        href,
        choicesIn((choice) => searchParams.get(choice)),
      )
    : null;
}

/** The choices that are made, by whoever knows them one by one. */
export const choicesIn = (of: (choice: string) => string | null): EmbedChoices =>
  Object.fromEntries(EMBED_CHOICES.map((choice) => [choice, of(choice)]));
