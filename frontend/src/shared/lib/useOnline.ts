import { useSyncExternalStore } from 'react';

/** Does the browser have a network? */
export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine);

function subscribe(tell: () => void): () => void {
  addEventListener('online', tell);
  addEventListener('offline', tell);
  return () => {
    removeEventListener('online', tell);
    removeEventListener('offline', tell);
  };
}
