/** The name and the mark: two frames, the second a copy of the first. */
export function Brand() {
  return (
    <h1 class="brand">
      <svg width="22" height="20" viewBox="0 0 22 20" aria-hidden="true">
        <rect class="brand-original" x="1" y="1" width="12" height="14" rx="3" />
        <rect class="brand-clone" x="9" y="5" width="12" height="14" rx="3" />
      </svg>
      genclone
    </h1>
  );
}
