import type { CDPSession, Frame, Page } from "@playwright/test";
import type { Weapon } from "./kills.ts";

/** Kills the interpreter in use by `page`. Resolves when it is done, also where there was none to kill. */
export async function kill(page: Page, weapon: Weapon): Promise<void> {
  const sandboxes = page.mainFrame().childFrames();
  // The one in use was opened before its spare.
  const [first] = sandboxes;
  if (first === undefined) return;
  // A sandbox that the page closes meanwhile is dead, too.
  if (weapon === "execution") await abandon(page, first).catch(() => {});
  else
    await Promise.all((weapon === "all" ? sandboxes : [first]).map((one) => takeAway(one).catch(() => {})));
}

/** Takes the frame that the worker belongs to out of its document, whereupon the browser ends the worker. */
const takeAway = (sandbox: Frame): Promise<void> =>
  sandbox.evaluate(() => document.querySelector("iframe")?.remove());

/** Has V8 abandon what the worker is running, if anything. */
async function abandon(page: Page, sandbox: Frame): Promise<void> {
  const [inner] = sandbox.childFrames();
  if (inner === undefined) return;
  const session = await page.context().newCDPSession(inner);
  try {
    await tellWorker(session, "Runtime.terminateExecution");
  } finally {
    await session.detach();
  }
}

/** Gives a command to the one worker of a frame, whose session Playwright keeps to itself. */
function tellWorker(session: CDPSession, method: string): Promise<void> {
  return new Promise((resolve, reject) => {
    session.on("Target.receivedMessageFromTarget", ({ message }) => {
      if (JSON.parse(message).id === 1) resolve();
    });
    session.on("Target.detachedFromTarget", () => resolve());
    session.once("Target.attachedToTarget", ({ sessionId }) => {
      const message = JSON.stringify({ id: 1, method });
      session.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
    });
    session
      .send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
      .catch(reject);
  });
}
