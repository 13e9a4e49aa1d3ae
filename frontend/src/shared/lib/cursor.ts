/** What asks for the next page of a list that goes on by cursor. */
export const nextCursor = ({ next }: { next?: string | null }): string | undefined =>
  next ? (new URL(next, location.href).searchParams.get('cursor') ?? undefined) : undefined;
