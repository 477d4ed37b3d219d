import code from "virtual:genclone/sandbox";
import * as v from "valibot";
import { FRAME } from "./frame.ts";

/** A worker in a frame of an opaque origin, without network and without storage. */
export interface Sandbox {
  /** Leads to the worker. */
  readonly port: MessagePort;
  /** Resolves when the worker could not be started or broke down. */
  readonly died: Promise<string>;
  /** Ends the worker, whatever it is doing, and takes the frame away. */
  close(): void;
}

/** What the frame may say. It houses code of strangers, so that its word is parsed like anyone's. */
const Told = v.object({ died: v.string() });

/** A worker by URL or from a blob does not start in an opaque origin; one from a `data:` URL does. */
const WORKER = `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`;

/** Puts a sandbox into the page. */
export function openSandbox(): Sandbox {
  const { port1, port2 } = new MessageChannel();
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "The interpreter";
  // Browsers run what is hidden at a lower priority, so it is in view, but smaller than can be seen.
  frame.className = "sandbox";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  frame.srcdoc = FRAME;
  frame.addEventListener(
    "load",
    // An opaque origin has no name that a message could be addressed to.
    () => frame.contentWindow?.postMessage({ worker: WORKER }, "*", [port2]),
    { once: true },
  );
  const listening = new AbortController();
  const died = new Promise<string>((resolve) => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      if (source === null || source !== frame.contentWindow) return;
      const told = v.safeParse(Told, data);
      if (told.success) resolve(told.output.died);
    };
    addEventListener("message", listen, { signal: listening.signal });
  });
  document.body.append(frame);
  return {
    port: port1,
    died,
    close() {
      listening.abort();
      port1.close();
      frame.remove();
    },
  };
}
