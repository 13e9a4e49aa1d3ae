import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DataExport } from '@/shared/api/gen/types.gen';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { Section } from '../security/Section';
import { exportActs, exportsQuery, isUnderway } from './api';
import { ExportProgress } from './ExportProgress';
import { ExportRow } from './ExportRow';

const PARTS = ['account', 'prints', 'orders', 'people', 'messages', 'work'] as const;

/** A copy of all my data: what is in it, the one that is being made, the ones I can still download. */
export function ExportData() {
  const { t } = useTranslation('data');
  const query = useQuery(exportsQuery);
  return (
    <Section title={t('export.title')} lead={t('export.lead')}>
      <List spacing={4} maw={640}>
        {PARTS.map((part) => (
          <List.Item key={part}>{t(`export.part.${part}`)}</List.Item>
        ))}
      </List>
      <Text c="dimmed" size="sm" maw={640}>
        {t('export.without')}
      </Text>
      <QueryView query={query} skeleton={<SkeletonRows rows={2} />}>
        {(rows) => <Copies rows={rows} />}
      </QueryView>
    </Section>
  );
}

function Copies({ rows }: { rows: DataExport[] }) {
  const { t } = useTranslation('data');
  const underway = rows.find(isUnderway);
  const over = rows.filter((row) => !isUnderway(row));
  return (
    <Stack>
      {underway ? <ExportProgress key={underway.id} copy={underway} /> : <Ask isAgain={over[0]?.status === 'failed'} />}
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t('export.recent')}
        </Title>
        {over.length ? (
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
            {over.map((row) => (
              <ExportRow key={row.id} copy={row} />
            ))}
          </Stack>
        ) : (
          <Text c="dimmed">{t(underway ? 'export.first' : 'export.none')}</Text>
        )}
      </Stack>
    </Stack>
  );
}

function Ask({ isAgain }: { isAgain: boolean }) {
  const { t } = useTranslation('data');
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: exportActs.ask,
    onError: (error) => toastError(error, 'export'),
    onSettled: () => queries.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
  return (
    <Group>
      <Button leftSection={<IconPackageExport size={16} aria-hidden />} loading={ask.isPending} onClick={() => ask.mutate()}>
        {t(isAgain ? 'export.again' : 'export.ask')}
      </Button>
    </Group>
  );
}
