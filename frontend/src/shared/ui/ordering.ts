/** A field's name as the API orders by it; a minus in front turns it round. */
export type Ordering = string | undefined;

export function sortOf(ordering: Ordering, field: string): 'ascending' | 'descending' | 'none' {
  if (ordering === field) return 'ascending';
  return ordering === `-${field}` ? 'descending' : 'none';
}

/** Ascending first, then descending, then as the server likes it. */
export function nextOrdering(ordering: Ordering, field: string): Ordering {
  const now = sortOf(ordering, field);
  if (now === 'none') return field;
  return now === 'ascending' ? `-${field}` : undefined;
}
