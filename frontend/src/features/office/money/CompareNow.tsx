import { Button, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '@/shared/api/gen/types.gen';
import { useTopic } from '@/shared/realtime';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { toast, toastError } from '@/shared/ui/toast';
import { compareNow, isOver, jobQuery } from './api';

/** Has the books compared in the background, and shows how far it is. */
export function CompareNow() {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const [id, setId] = useState<string>();
  const { data: job } = useQuery({ ...jobQuery(id ?? ''), enabled: Boolean(id) });
  useTopic(id ? `job:${id}` : undefined, ({ type, data }) => {
    if (type !== 'job.progressed') return;
    const heard = { status: data.status, progress_percent: data.percent } as Partial<Job>;
    queries.setQueryData(jobQuery(data.id as string).queryKey, (known) => known && { ...known, ...heard });
  });
  const start = useMutation({
    mutationFn: compareNow,
    onSuccess: (begun) => {
      queries.setQueryData(jobQuery(begun.id).queryKey, begun);
      setId(begun.id);
    },
    onError: (error) => toastError(error, 'compare'),
  });
  const ended = job && isOver(job) ? job.status : undefined;
  useEffect(() => {
    if (!ended) return;
    setId(undefined);
    void queries.invalidateQueries({ queryKey: ['payments'] });
    toast(t(ended === 'done' ? 'books.compared_now' : 'books.failed'), 'compare');
  }, [ended, queries, t]);
  if (id)
    return (
      <Stack gap={4} w={{ base: '100%', xs: 260 }}>
        {t('books.comparing')}
        <LayerProgress percent={job?.progress_percent ?? 0} label={t('books.comparing')} />
      </Stack>
    );
  return (
    <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} loading={start.isPending} onClick={() => start.mutate()}>
      {t('books.compare')}
    </Button>
  );
}
