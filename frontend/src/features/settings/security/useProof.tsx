import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Proof } from '@/shared/api/gen/types.gen';
import { onDemand } from '@/shared/ui/onDemand';

const ProofDialog = onDemand(() => import('./ProofDialog').then((file) => file.ProofDialog));
const EARLY_MS = 30_000;

type Answer = (proof: string | undefined) => void;

/**
 * Asks the person to prove that it is still them. `prove()` gives the proof, or undefined when they turned away;
 * for ten minutes they are not asked again on this page. Render `dialog`.
 */
export function useProof(): { prove: () => Promise<string | undefined>; dialog: ReactNode } {
  const kept = useRef<{ proof: string; until: number }>(undefined);
  const [answer, setAnswer] = useState<Answer>();
  const prove = useCallback(() => {
    if (kept.current && kept.current.until > Date.now()) return Promise.resolve<string | undefined>(kept.current.proof);
    return new Promise<string | undefined>((resolve) => setAnswer(() => resolve));
  }, []);
  const close = (given?: Proof) => {
    if (given) kept.current = { proof: given.proof, until: Date.now() + given.expires_in_seconds * 1000 - EARLY_MS };
    setAnswer(undefined);
    answer?.(given?.proof);
  };
  return { prove, dialog: answer && <ProofDialog onClose={close} /> };
}
