import { choicesIn, EMBED_CHOICES, EMBED_SANDBOX, embedAddress } from "../model/embed-address.ts";

// The script `embed.js`, for other people's pages: it defines one tag and leaves everything else alone.

/** How high a frame can become, in pixels. What is higher scrolls inside. */
const HIGHEST = 4000;

/** How high it is before it has said how high it is, where its tag does not tell. */
const FIRST_HEIGHT = 320;

const LOOKS = `
  :host { display: block; }
  :host([hidden]) { display: none; }
  iframe { display: block; width: 100%; height: ${FIRST_HEIGHT}px; border: 0; color-scheme: light dark; }
`;

/**
 * `<genclone-experiment src="https://…/#v1.…" python="3.14">`: the experiment of a link, in a frame as high as what it
 * shows. What is inside the tag is shown where there is no script, and where `src` is no link. `theme` is
 * `light` or `dark` where the page around it is that whatever the system says; `title` names the frame, `height` is how many
 * pixels it has until it knows better.
 */
class GencloneExperiment extends HTMLElement {
  static readonly observedAttributes = ["src", ...EMBED_CHOICES];
  readonly #root = this.attachShadow({ mode: "open" });
  #address: string | null = null;
  #frame: HTMLIFrameElement | null = null;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOKS);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(document.createElement("slot"));
  }

  connectedCallback(): void {
    addEventListener("message", this.#listen);
    this.#show();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#listen);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show();
  }

  #show(): void {
    const link = this.getAttribute("src");
    const address = link
      ? embedAddress(
          inFull(link),
          choicesIn((choice) => this.getAttribute(choice)),
        )
      : null;
    if (address === this.#address) return;
    this.#address = address;
    this.#frame = address === null ? null : this.#frameFor(address);
    this.#root.replaceChildren(this.#frame ?? document.createElement("slot"));
  }

  #frameFor(address: string): HTMLIFrameElement {
    const frame = document.createElement("iframe");
    frame.title = this.title || this.textContent?.trim() || "An experiment with generators";
    frame.loading = "lazy";
    frame.setAttribute("sandbox", EMBED_SANDBOX);
    frame.src = address;
    const height = Number(this.getAttribute("height"));
    if (height > 0) frame.style.height = `${Math.min(height, HIGHEST)}px`;
    return frame;
  }

  readonly #listen = ({ source, data }: MessageEvent<unknown>): void => {
    if (this.#frame === null || source !== this.#frame.contentWindow) return;
    const height = heightIn(data);
    if (height !== null) this.#frame.style.height = `${Math.min(height, HIGHEST)}px`;
  };
}

/** An address as the page around the tag means it. */
const inFull = (address: string): string =>
  URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : address;

/** The height that a message tells; null where it is about something else. */
function heightIn(data: unknown): number | null {
  if (typeof data !== "object" || data === null || !("type" in data) || !("height" in data)) return null;
  const { type, height } = data;
  const isHeight = type === "genclone:height" && typeof height === "number" && height > 0;
  return isHeight && Number.isFinite(height) ? height : null;
}

// A page may have the script twice.
if (customElements.get("genclone-experiment") === undefined) {
  customElements.define("genclone-experiment", GencloneExperiment);
}
