/**
 * The policy of the frame, which its worker inherits: code may come from the frame's own text, from blobs and from
 * `data:` URLs, WebAssembly may be compiled, and nothing may be fetched from anywhere.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob: data:",
  "worker-src data:",
  "connect-src 'none'",
].join("; ");

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

/** The document of the frame that the sandbox's worker runs in. */
export const FRAME = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<script>${SCRIPT}</script>
`;
