import { useCallback, useRef } from 'react';
import { ApiError, isPassing } from './problem';

/**
 * The idempotency key of an act: the same for as long as nobody knows whether it happened, so that a second press
 * cannot do it twice; a fresh one when the request changes or its outcome is known.
 */
export function useActKey() {
  const kept = useRef<{ key: string; request: string }>(undefined);
  return useCallback(async <T>(request: object, act: (headers: { 'Idempotency-Key': string }) => Promise<T>): Promise<T> => {
    const asked = JSON.stringify(request);
    if (kept.current?.request !== asked) kept.current = { key: crypto.randomUUID(), request: asked };
    try {
      const answer = await act({ 'Idempotency-Key': kept.current.key });
      kept.current = undefined;
      return answer;
    } catch (error) {
      if (error instanceof ApiError && !isPassing(error)) kept.current = undefined;
      throw error;
    }
  }, []);
}
