import type { Address } from "../model/links.ts";

/** The address bar. */
export const addressBar: Address & { clear(): void; onFragment(listener: () => void): void } = {
  fragment: () => location.hash.slice(1),
  show: (fragment) => history.replaceState(null, "", `#${fragment}`),
  withFragment: (fragment) => `${location.href.replace(/#.*$/s, "")}#${fragment}`,
  /** Takes the fragment away, where there is one. */
  clear: () => {
    if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
  },
  /** Told when somebody put another fragment there. */
  onFragment: (listener) => addEventListener("hashchange", listener),
};
