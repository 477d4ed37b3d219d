/** Starts the worker that it is sent, gives it the port that came along, and tells of its end. */
const INNER_SCRIPT = `
  addEventListener("message", ({ source, data, ports }) => {
    if (source !== parent) return;
    const tell = (died) => parent.postMessage({ died }, "*");
    try {
      const worker = new Worker(data.worker, { type: "module" });
      worker.addEventListener("error", ({ message }) => tell(message || "its worker could not be started"));
      worker.postMessage(null, ports);
    } catch (error) {
      tell(String(error));
    }
  }, { once: true });
`;

/** The frame of an opaque origin that the worker runs in. It inherits the policy of the document around it. */
const INNER = `<!doctype html><meta charset="utf-8"><script>${INNER_SCRIPT}</script>`;

/** Opens that frame for the page, and passes on what the page sends it and what it tells of its end. */
const SCRIPT = `
  const inner = document.createElement("iframe");
  inner.setAttribute("sandbox", "allow-scripts");
  inner.width = inner.height = 1;
  inner.srcdoc = ${JSON.stringify(INNER).replaceAll("</script>", "<\\/script>")};
  const loaded = new Promise((resolve) => inner.addEventListener("load", resolve, { once: true }));
  addEventListener("message", async ({ source, data, ports }) => {
    if (source === inner.contentWindow) parent.postMessage({ died: String(data?.died) }, location.origin);
    if (source !== parent) return;
    await loaded;
    inner.contentWindow.postMessage(data, "*", ports);
  });
  document.documentElement.append(inner);
`;

/**
 * The policy of both frames, which the worker inherits: code may come from their two scripts, from blobs and from `data:`
 * URLs, WebAssembly may be compiled, and nothing may be fetched from anywhere.
 */
const policy = (hashOf: (text: string) => string): string =>
  [
    "default-src 'none'",
    `script-src '${hashOf(SCRIPT)}' '${hashOf(INNER_SCRIPT)}' 'wasm-unsafe-eval' blob: data:`,
    "worker-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

/**
 * The document that the page opens for a sandbox: of the site's own origin, so that a service worker can have it where
 * there is no network, and with nothing in it but the frame of an opaque origin. It is a file of its own, since that
 * frame inherits the policy of the document around it, which for the page itself would have to be as loose as this one.
 * `hashOf` gives a text's hash as a policy names it.
 */
export const frameDocument = (hashOf: (text: string) => string): string => `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(hashOf)}">
<script>${SCRIPT}</script>
`;
