import type { Endpoint } from "comlink";
import * as v from "valibot";

/** In UTF-16 units. The longest answer of an engine, with all its caps reached, is a good deal shorter. */
const LONGEST = 32_000_000;

const Text = v.pipe(v.string(), v.maxLength(LONGEST));

/** All that a host answers: nothing or a text, or an error of texts. No proxy, no port, no other object. */
const Reply = v.variant("type", [
  v.strictObject({ id: Text, type: v.literal("RAW"), value: v.optional(Text) }),
  v.strictObject({
    id: Text,
    type: v.literal("HANDLER"),
    name: v.literal("throw"),
    value: v.variant("isError", [
      v.strictObject({
        isError: v.literal(true),
        value: v.strictObject({ name: Text, message: Text, stack: v.optional(Text) }),
      }),
      v.strictObject({ isError: v.literal(false), value: Text }),
    ]),
  }),
]);

const Asked = v.object({ id: v.string() });

/** A port that comlink can be given, with word of the first message that it was kept from. */
export interface Guarded {
  readonly endpoint: Endpoint;
  /**
   * Resolves when the other side said what it should not, after which nothing that it says is heard; or when it is gone,
   * where the browser tells.
   */
  readonly broken: Promise<string>;
}

/**
 * Stands between a port and comlink. Whoever is at the other end may have been taken over by a stranger's code: only
 * one reply to each question comes through, rebuilt from its parsed parts, and the first message that is anything
 * else closes the port. So a flood is at an end with its first message.
 */
export function guard(port: MessagePort): Guarded {
  const pending = new Set<string>();
  const inner = new EventTarget();
  const listening = new AbortController();
  const { signal } = listening;
  const broken = new Promise<string>((resolve) => {
    const close = (why: string) => {
      listening.abort();
      port.close();
      resolve(why);
    };
    const end = (what: string) => close(`it ${what}, and was ended for it`);
    port.addEventListener(
      "message",
      ({ data, ports }: MessageEvent<unknown>) => {
        // An event already under way still arrives after the port was closed.
        if (signal.aborted) return;
        const reply = v.safeParse(Reply, data);
        if (!reply.success || ports.length > 0) return end("sent a message that is no reply");
        if (!pending.delete(reply.output.id)) return end("replied to what was not asked");
        inner.dispatchEvent(new MessageEvent("message", { data: reply.output }));
      },
      { signal },
    );
    port.addEventListener("messageerror", () => end("sent a message that cannot be read"), { signal });
    // A worker that is ended from outside has no last word: its process is gone, or the browser wanted its memory.
    port.addEventListener("close", () => close("its worker is gone"), { signal });
  });
  port.start();
  return {
    broken,
    endpoint: {
      addEventListener: inner.addEventListener.bind(inner),
      removeEventListener: inner.removeEventListener.bind(inner),
      postMessage(message: unknown, transfer: Transferable[] = []) {
        pending.add(v.parse(Asked, message).id);
        port.postMessage(message, transfer);
      },
    },
  };
}
