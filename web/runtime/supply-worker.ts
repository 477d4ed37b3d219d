import type { Given } from "../../protocol/given.ts";
import { messageOf } from "./ask.ts";
import type { Order, Told } from "./orders.ts";
import { Supply, type Wanted } from "./supply.ts";

// The worker that downloads, unpacks and hands over what sandboxes boot from: the page has a picture to draw meanwhile, and
// the sandboxes wait for what comes of it.

const supply = new Supply();

addEventListener("message", ({ data: order, ports: [goods, line] }: MessageEvent<Order>) => {
  if (order.do === "store") void supply.store(order.addresses);
  else if (goods !== undefined && line !== undefined) void hand(order.wanted, goods, line);
});

/** Nothing is heard by the port `goods`. The sandbox closes its end before any of a stranger's code runs there. */
async function hand(wanted: Wanted, goods: MessagePort, line: MessagePort): Promise<void> {
  const tell = (told: Told) => line.postMessage(told);
  const given = new AbortController();
  line.onmessage = () => given.abort();
  try {
    const customer = {
      give: (given: Given) => goods.postMessage(given, given.is === "piece" ? [given.piece.buffer] : []),
      progress: (loaded: number, total: number) => tell({ is: "progress", loaded, total }),
    };
    await supply.hand(wanted, customer, given.signal);
    tell({ is: "handed" });
  } catch (error) {
    tell({ is: "failed", why: messageOf(error) });
    goods.close();
  } finally {
    line.close();
  }
}
