/** Three layers; the top one is not there yet. */
export function LayersArt() {
  return (
    <svg width="96" height="72" viewBox="0 0 96 72" fill="none" aria-hidden="true" strokeWidth="2" strokeLinejoin="round">
      <path d="M48 42 88 54 48 66 8 54z" stroke="var(--mantine-color-clay-6)" />
      <path d="M48 26 88 38 48 50 8 38z" stroke="var(--mantine-color-strata-6)" fill="var(--surface)" />
      <path d="M48 10 88 22 48 34 8 22z" stroke="var(--mantine-color-dimmed)" strokeDasharray="4 5" fill="var(--mantine-color-body)" />
    </svg>
  );
}
