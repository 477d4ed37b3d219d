/** Tells the page around this one, if there is one, how high this one is: now, and whenever that changes. */
export function tellHeight(): void {
  if (parent === window) return;
  const page = document.documentElement;
  new ResizeObserver(() => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    // Whoever it is may know: a height tells nothing of the reader.
    parent.postMessage({ type: "genclone:height", height }, "*");
  }).observe(page);
}
