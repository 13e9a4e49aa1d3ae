import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Model3d } from '@/shared/api/gen/types.gen';
import { ensureIdentity } from '@/shared/auth/session';
import { modelQuery, uploadModel } from './api';

export type Upload = { file: File; share: number; error?: unknown };

/** One upload at a time, with its progress; cancel and retry. */
export function useUpload(onDone: (model: Model3d) => void) {
  const queries = useQueryClient();
  const [upload, setUpload] = useState<Upload>();
  const abort = useRef<AbortController>(undefined);

  const start = useCallback(
    async (file: File) => {
      abort.current?.abort();
      const control = new AbortController();
      abort.current = control;
      setUpload({ file, share: 0 });
      try {
        await ensureIdentity();
        const model = await uploadModel(file, (share) => !control.signal.aborted && setUpload({ file, share }), control.signal);
        queries.setQueryData(modelQuery(model.id).queryKey, model);
        setUpload(undefined);
        onDone(model);
      } catch (error) {
        if (!control.signal.aborted) setUpload({ file, share: 0, error });
      }
    },
    [onDone, queries],
  );

  const cancel = useCallback(() => {
    abort.current?.abort();
    setUpload(undefined);
  }, []);

  return { upload, start, cancel };
}
