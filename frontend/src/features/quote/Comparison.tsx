import { Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Before, Model3d } from '@/shared/api/gen/types.gen';
import { formatNumber, formatSize } from '@/shared/lib/format';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { CURES, findingText, formatVolume } from './report';

type Measured = Partial<Pick<Before, 'triangles' | 'volume_mm3' | 'size_mm' | 'is_watertight' | 'report'>>;

/** What a repair made of a model: the figures of both, and what it cured. */
export function Comparison({ before, after }: { before: Before; after: Model3d }) {
  const { t, i18n } = useTranslation('quote');
  const number = (value: number | null | undefined) => (value == null ? '–' : formatNumber(value, 0, i18n.language));
  const rows: [string, (one: Measured) => string][] = [
    ['triangles', (one) => number(one.triangles)],
    ['volume', (one) => (one.volume_mm3 == null ? '–' : formatVolume(one.volume_mm3, i18n.language))],
    ['size', (one) => (one.size_mm ? formatSize(one.size_mm, i18n.language) : '–')],
    ['closed', (one) => t(one.is_watertight ? 'compare.yes' : 'compare.no')],
    ['open_edges', (one) => number(one.report?.topology.open_edges)],
    ['bodies', (one) => number(one.report?.topology.bodies)],
    ['findings', (one) => number(one.report?.findings.length)],
  ];
  const left = new Set(after.report?.findings.map(({ code }) => code));
  const cured = before.report?.findings.filter(({ code }) => CURES[code] === 'repair' && !left.has(code)) ?? [];
  return (
    <Stack gap="xs">
      <Title order={3}>{t('compare.title')}</Title>
      {cured.map((finding) => (
        <Group key={finding.code} gap={8} wrap="nowrap" align="flex-start">
          <ToneBadge tone="success" size="md" icon={<IconCheck size={14} aria-hidden />}>
            {t('mend.fixed')}
          </ToneBadge>
          <Text size="sm">{findingText(finding, t, i18n.language)}</Text>
        </Group>
      ))}
      <Table aria-label={t('compare.title')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th px={0}>{t('compare.what')}</Table.Th>
            <Table.Th ta="end">{t('mend.before')}</Table.Th>
            <Table.Th ta="end" pe={0}>
              {t('mend.after')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, read]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} px={0}>
                {t(`compare.${name}`)}
              </Table.Th>
              <Table.Td ta="end" c="dimmed">
                {read(before)}
              </Table.Td>
              <Table.Td ta="end" pe={0} fw={read(before) !== read(after) ? 600 : undefined}>
                {read(after)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
