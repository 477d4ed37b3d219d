/** Starts the worker that the page sends, gives it the port that came along, and tells the page of its end. */
const SCRIPT = `
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

/**
 * The policy of the frame, which its worker inherits: code may come from the frame's one script, from blobs and from
 * `data:` URLs, WebAssembly may be compiled, and nothing may be fetched from anywhere.
 */
const policy = (hash: string): string =>
  [
    "default-src 'none'",
    `script-src '${hash}' 'wasm-unsafe-eval' blob: data:`,
    "worker-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "webrtc 'block'",
  ].join("; ");

/**
 * The document of the frame that the sandbox's worker runs in. `hashOf` gives a text's hash as a policy names it. It is
 * a file of its own, since a `srcdoc` would inherit the page's policy, and both would have to be as loose as this one.
 */
export const frameDocument = (hashOf: (text: string) => string): string => `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(hashOf(SCRIPT))}">
<script>${SCRIPT}</script>
`;
