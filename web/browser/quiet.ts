/** How long, in milliseconds, a busy page puts off what can wait. */
const AT_MOST = 500;

/** Resolves when the page has nothing to do for a moment, or soon in any case. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: AT_MOST });
    else setTimeout(resolve);
  });
}
