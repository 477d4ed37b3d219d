import { registerSW } from "virtual:pwa-register";

/** Where the build puts the service worker, as it is registered. */
const SERVICE_WORKER = "./sw.js";

/**
 * Keeps the page for times without network, where the browser does that. Tells of a newer version once it is kept whole;
 * it takes this one's place when all tabs are closed, or in this tab by the function that is told. Never mixes the two.
 */
export function keepOffline(onNewer: (reload: () => void) => void): void {
  trustServiceWorker();
  const update = registerSW({ onNeedRefresh: () => onNewer(() => void update(true)) });
}

/** Trusted types, which TypeScript's own types do not have yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

/** The page's policy lets no text become code; this is the one address that a script may have all the same. */
function trustServiceWorker(): void {
  const trustedTypes: TrustedTypes | undefined = Reflect.get(globalThis, "trustedTypes");
  trustedTypes?.createPolicy("default", {
    createScriptURL(url) {
      if (url === SERVICE_WORKER) return url;
      throw new TypeError(`${url} is no script of this page.`);
    },
  });
}
