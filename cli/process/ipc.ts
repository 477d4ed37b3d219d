import type { Endpoint } from "comlink";

/** One side of the channel between a process and a child that it forked. */
interface Channel {
  readonly connected: boolean;
  send?(message: unknown, callback: () => void): void;
  on(event: "message", listener: (message: unknown) => void): void;
  off(event: "message", listener: (message: unknown) => void): void;
}

/**
 * The channel as comlink wants it. What is sent to a process that has ended is lost, and whoever waits for the answer
 * has to hear of that end by other means. Nothing can be transferred.
 */
export function ipcEndpoint(channel: Channel): Endpoint {
  type Listener = Parameters<Endpoint["addEventListener"]>[1];
  const heard = new Map<Listener, (message: unknown) => void>();
  return {
    postMessage(message: unknown) {
      if (channel.connected) channel.send?.(message, () => {});
    },
    addEventListener(_, listener) {
      const hear = (data: unknown) => {
        const event = new MessageEvent("message", { data });
        if ("handleEvent" in listener) listener.handleEvent(event);
        else listener(event);
      };
      heard.set(listener, hear);
      channel.on("message", hear);
    },
    removeEventListener(_, listener) {
      const hear = heard.get(listener);
      if (hear !== undefined) channel.off("message", hear);
      heard.delete(listener);
    },
  };
}
