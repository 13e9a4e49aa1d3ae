import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DataExport } from '@/shared/api/gen/types.gen';
import { formatBytes, formatMoment, formatNumber } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { toastError } from '@/shared/ui/toast';
import { exportActs, exportsQuery } from './api';

/** One copy that was asked for: when, how large, until when it is there. */
export function ExportRow({ copy }: { copy: DataExport }) {
  const { t, i18n } = useTranslation('data');
  const queries = useQueryClient();
  const made = formatMoment(copy.created_at, i18n.language);
  const isReady = copy.status === 'ready';
  const fetch = useMutation({
    mutationFn: () => exportActs.link(copy.id),
    onSuccess: (href) => {
      if (href) Object.assign(document.createElement('a'), { href, download: '' }).click();
      else void queries.invalidateQueries({ queryKey: exportsQuery.queryKey });
    },
    onError: (error) => toastError(error, 'export'),
  });
  return (
    <Group component="li" justify="space-between" data-copy={copy.id}>
      <Stack gap={2} miw={0}>
        <Group gap="xs">
          <Text fw={600}>{made}</Text>
          <StatusBadge kind="export" status={copy.status} size="md" />
        </Group>
        {isReady && (
          <Text size="sm" c="dimmed">
            {t('export.facts', {
              count: copy.file_count ?? 0,
              files: formatNumber(copy.file_count ?? 0, 0, i18n.language),
              size: formatBytes(copy.size_bytes ?? 0, i18n.language),
              until: formatMoment(copy.expires_at ?? copy.created_at, i18n.language),
            })}
          </Text>
        )}
        {copy.status === 'failed' && (
          <Text size="sm" c="dimmed">
            {t('export.failed')}
          </Text>
        )}
      </Stack>
      {isReady && (
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={fetch.isPending}
          onClick={() => fetch.mutate()}
          aria-label={t('export.download_one', { made })}
        >
          {t('export.download')}
        </Button>
      )}
    </Group>
  );
}
