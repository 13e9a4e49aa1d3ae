import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from './problem';

type Versioned = { version: string };
export type IfMatch = { 'If-Match'?: string };

type Options<Row extends Versioned, Changes> = {
  /** The row as the form found it; none while it is a new one. */
  row: Row | undefined;
  /** What the form edits of a row: only a change of this, made by somebody else, is a conflict. */
  of: (row: Row) => unknown;
  /** The row as it stands now. */
  load: () => Promise<Row>;
  /** Sends the changes, with headers that say which version they are made to. */
  save: (changes: Changes, headers: IfMatch) => Promise<Row>;
  onSaved: (saved: Row, changes: Changes) => void;
  onError?: (error: unknown) => void;
};

export type Edit<Row extends Versioned, Changes> = ReturnType<typeof useEdit<Row, Changes>>;

export const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 412;

/**
 * Saves a form over the version that it was opened with. When somebody else changed the same facts meanwhile, nothing is
 * overwritten: `theirs` is the row as it stands, to `take` or `insist` against.
 */
export function useEdit<Row extends Versioned, Changes>({ row, of, load, save, onSaved, onError }: Options<Row, Changes>) {
  const base = useRef(row);
  const [theirs, setTheirs] = useState<Row>();
  const send = (changes: Changes) => save(changes, base.current ? { 'If-Match': base.current.version } : {});
  const mutation = useMutation({
    mutationFn: async (changes: Changes) => {
      try {
        return await send(changes);
      } catch (error) {
        if (!isStale(error) || !base.current) throw error;
        const now = await load();
        const isConflict = JSON.stringify(of(now)) !== JSON.stringify(of(base.current));
        if (isConflict) {
          setTheirs(now);
          throw error;
        }
        base.current = now; // another fact of the row changed, which this form leaves alone
        return await send(changes);
      }
    },
    onSuccess: (saved, changes) => {
      base.current = saved;
      setTheirs(undefined);
      onSaved(saved, changes);
    },
    onError: (error) => !isStale(error) && onError?.(error),
  });
  const settle = () => {
    base.current = theirs;
    setTheirs(undefined);
    mutation.reset();
  };
  return {
    mutate: mutation.mutate,
    isPending: mutation.isPending,
    error: mutation.error,
    theirs,
    /** Their version is the one to go on from. */
    take: () => {
      settle();
      return theirs;
    },
    /** Saves the same changes over theirs. */
    insist: () => {
      const mine = mutation.variables as Changes;
      settle();
      mutation.mutate(mine);
    },
  };
}
