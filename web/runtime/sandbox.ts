import frameAddress from "virtual:genclone/frame";
import code from "virtual:genclone/sandbox";
import type { Endpoint } from "comlink";
import * as v from "valibot";
import { guard } from "./guard.ts";

/** A worker in a frame of an opaque origin, without network and without storage. */
export interface Sandbox {
  /** Leads to the worker. Lets only replies through. */
  readonly port: Endpoint;
  /** Leads to it as well: what it boots from is handed over by it. Nothing is to be heard there. */
  readonly goods: MessagePort;
  /** Resolves when the worker could not be started, broke down, or said what it should not. */
  readonly died: Promise<string>;
  /** Ends the worker, whatever it is doing, and takes the frame away. */
  close(): void;
}

/** What the frame may say. It houses code of strangers, so that its word is parsed like anyone's. */
const Told = v.object({
  died: v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, 1000)),
  ),
});

/** A worker by URL or from a blob does not start in an opaque origin; one from a `data:` URL does. */
const WORKER = `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`;

/** Puts a sandbox into the page. */
export function openSandbox(): Sandbox {
  const { port1, port2 } = new MessageChannel();
  const goods = new MessageChannel();
  const frame = document.createElement("iframe");
  frame.title = "The interpreter";
  // Browsers run what is hidden at a lower priority, so it is in view, but smaller than can be seen.
  frame.className = "sandbox";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  frame.src = frameAddress;
  frame.addEventListener(
    "load",
    () => frame.contentWindow?.postMessage({ worker: WORKER }, location.origin, [port2, goods.port2]),
    { once: true },
  );
  const { endpoint, broken } = guard(port1);
  const listening = new AbortController();
  const told = new Promise<string>((resolve) => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      if (source === null || source !== frame.contentWindow) return;
      const said = v.safeParse(Told, data);
      if (said.success) resolve(said.output.died);
    };
    addEventListener("message", listen, { signal: listening.signal });
  });
  document.body.append(frame);
  return {
    port: endpoint,
    goods: goods.port1,
    died: Promise.race([told, broken]),
    close() {
      listening.abort();
      port1.close();
      frame.remove();
    },
  };
}
