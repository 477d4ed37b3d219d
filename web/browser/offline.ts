import { registerSW } from "virtual:pwa-register";
import { trustScript } from "../trusted-scripts.ts";

/** Where the build puts the service worker, as it is registered. */
const SERVICE_WORKER = "./sw.js";

/**
 * Keeps the page for times without network, where the browser does that. Tells of a newer version once it is kept whole;
 * it takes this one's place when all tabs are closed, or in this tab by the function that is told. Never mixes the two.
 */
export function keepOffline(onNewer: (reload: () => void) => void): void {
  trustScript(SERVICE_WORKER);
  const update = registerSW({ onNeedRefresh: () => onNewer(() => void update(true)) });
}
