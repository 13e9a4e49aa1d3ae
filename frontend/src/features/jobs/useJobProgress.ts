import { useState } from 'react';
import type { LiveAttempt } from '@/shared/api/gen/types.gen';
import { useTopic } from '@/shared/realtime';

type Progress = { percent: number; secondsLeft: number | null };

/** How far the print is: what the page was loaded with, then what the machine says. */
export function useJobProgress(id: string, live: LiveAttempt | null): Progress {
  const [heard, setHeard] = useState<Progress & { attempt?: number }>();
  useTopic(live ? `print-job:${id}` : undefined, ({ type, data }) => {
    if (type === 'print_job.progress')
      setHeard({ percent: Number(data.percent), secondsLeft: data.seconds_left as number | null, attempt: live?.attempt });
  });
  if (heard && heard.attempt === live?.attempt && heard.percent >= (live?.progress_percent ?? 0)) return heard;
  return { percent: live?.progress_percent ?? 0, secondsLeft: live?.seconds_left ?? null };
}
