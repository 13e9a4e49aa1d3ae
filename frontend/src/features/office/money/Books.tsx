import { Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '@/shared/api/gen/types.gen';
import { formatMoment, formatNumber } from '@/shared/lib/format';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { QueryView } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { reconciliationQuery } from './api';
import { CompareNow } from './CompareNow';

/** The latest comparison of our books with the payment service's; it runs by itself. */
export function Books() {
  const { t } = useTranslation('office');
  const query = useQuery(reconciliationQuery);
  return (
    <Card component="section" aria-label={t('books.title')}>
      <Group justify="space-between" mb="sm" gap="sm">
        <Title order={2} fz="lg">
          {t('books.title')}
        </Title>
        <CompareNow />
      </Group>
      <QueryView query={query} isEmpty={(runs) => runs.length === 0} empty={<Text c="dimmed">{t('books.never')}</Text>}>
        {([latest, ...earlier]) => (
          <Stack gap="md">
            {latest && <Run run={latest} />}
            {earlier.length > 0 && (
              <List size="sm" c="dimmed">
                {earlier.map((run) => (
                  <List.Item key={run.id}>
                    <When at={run.started_at} />:{' '}
                    {run.finished_at ? t('books.found', { count: run.findings.length }) : t('books.unfinished')}
                  </List.Item>
                ))}
              </List>
            )}
          </Stack>
        )}
      </QueryView>
    </Card>
  );
}

function Run({ run }: { run: Reconciliation }) {
  const { t, i18n } = useTranslation('office');
  const open = run.findings.filter(({ is_repaired }) => !is_repaired).length;
  const isFine = Boolean(run.finished_at) && open === 0;
  const moment = (at: string) => formatMoment(at, i18n.language);
  return (
    <Stack gap="xs" align="flex-start">
      <ToneBadge
        tone={isFine ? 'success' : 'danger'}
        icon={isFine ? <IconCircleCheck size={14} aria-hidden /> : <IconAlertTriangle size={14} aria-hidden />}
      >
        {!run.finished_at
          ? t(run.error ? 'books.failed' : 'books.unfinished')
          : isFine
            ? t('books.agree')
            : t('books.differ', { count: open })}
      </ToneBadge>
      <Text c="dimmed">{t('books.covered', { from: moment(run.covered_from), until: moment(run.covered_until) })}</Text>
      {Object.keys(run.counts).length > 0 && (
        <Text c="dimmed">
          {Object.entries(run.counts)
            .map(([name, count]) => t('books.compared', { what: t(`books.counts.${name}`), n: formatNumber(count, 0, i18n.language) }))
            .join(' · ')}
        </Text>
      )}
      {run.error && <Text>{t('books.away')}</Text>}
      <List>
        {run.findings.map((finding) => (
          <List.Item key={`${finding.kind}-${finding.gateway_id}-${finding.label}`}>
            <Text fw={500} span>
              {finding.label || finding.gateway_id}
            </Text>{' '}
            {t(`books.kind.${finding.kind}`)} {finding.is_repaired && t('books.repaired')}
            <Text size="sm" c="dimmed">
              {finding.detail}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
