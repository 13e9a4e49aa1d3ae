/** The same things with one of them in another place. */
export function placed<T>(all: readonly T[], from: number, to: number): T[] {
  const rest = all.filter((_, at) => at !== from);
  const moved = all[from];
  return moved === undefined ? [...all] : [...rest.slice(0, to), moved, ...rest.slice(to)];
}
