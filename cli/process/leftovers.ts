/** What has to be undone before this process ends, however it ends: children, temporary files. */
const leftovers = new Set<() => void>();

process.on("exit", () => {
  for (const clear of leftovers) clear();
});

/**
 * Sees to it that `clear` is called when this process ends, be it by a signal. The function it returns calls it now
 * instead. `clear` has to be done when it returns, for nothing is waited for at the end.
 */
export function atTheEnd(clear: () => void): () => void {
  leftovers.add(clear);
  return () => {
    if (leftovers.delete(clear)) clear();
  };
}
