import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataExport } from '@/shared/api/gen/types.gen';
import { formatPercent } from '@/shared/lib/format';
import { useTopic } from '@/shared/realtime';
import { toastError } from '@/shared/ui/toast';
import { exportActs, exportsQuery } from './api';

const GOING = ['queued', 'running'];

/** The copy that is being made, live; it goes on when I leave. */
export function ExportProgress({ copy }: { copy: DataExport }) {
  const { t, i18n } = useTranslation('data');
  const queries = useQueryClient();
  const [heard, setHeard] = useState(0);
  const refresh = () => queries.invalidateQueries({ queryKey: exportsQuery.queryKey });
  useTopic(copy.job ? `job:${copy.job}` : undefined, ({ type, data }) => {
    if (type !== 'job.progressed') return;
    setHeard(Number(data.percent));
    if (!GOING.includes(String(data.status))) void refresh();
  });
  const cancel = useMutation({
    mutationFn: exportActs.cancel,
    onError: (error) => toastError(error, 'export'),
    onSettled: refresh,
  });
  const percent = Math.max(heard, copy.progress_percent);
  return (
    <Stack gap="xs" maw={640}>
      <Text role="status">{t('export.underway')}</Text>
      <Group wrap="nowrap">
        <Progress.Root size="lg" flex={1}>
          <Progress.Section
            value={percent}
            animated
            aria-label={t('export.progress', { percent: formatPercent(percent / 100, 0, i18n.language) })}
          />
        </Progress.Root>
        <Text size="sm" c="dimmed" w={48} ta="right" aria-hidden>
          {formatPercent(percent / 100, 0, i18n.language)}
        </Text>
      </Group>
      {copy.job && (
        <Group>
          <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate(copy.job as string)}>
            {t('export.cancel')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
