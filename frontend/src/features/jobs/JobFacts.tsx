import { ColorSwatch, Group, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJob, Slicing } from '@/shared/api/gen/types.gen';
import { formatDay, formatDuration, formatMass, formatNumber, formatPercent } from '@/shared/lib/format';

/** What was agreed on, and what a slicer said about it since. */
export function JobFacts({ job }: { job: PrintJob }) {
  const { t, i18n } = useTranslation('jobs');
  const { language } = i18n;
  const isFilament = job.material.technology === 'fdm';
  const facts: [string, ReactNode][] = [
    [
      'material',
      <Group gap={6} key="material">
        {job.color_hex && <ColorSwatch color={job.color_hex} size={14} withShadow={false} />}
        {job.material.name}
      </Group>,
    ],
    ['quantity', job.quantity],
    ['layer', `${formatNumber(job.layer_height_mm, 3, language)} mm`],
    ['finish', t(`finish.${job.finish}`)],
    ...(isFilament
      ? ([
          ['infill', formatPercent(job.infill_percent / 100, 0, language)],
          ['walls', job.wall_count],
        ] as [string, ReactNode][])
      : []),
    ['supports', t(job.supports ? 'facts.with' : 'facts.without')],
    ['scale', formatPercent(job.scale_percent / 100, 1, language)],
    ['mass', formatMass(job.grams_mg * job.quantity, language)],
    ['time', formatDuration(job.seconds * job.quantity, language)],
    ['printer', job.printer?.name ?? t('facts.lab_decides')],
    ['needed_by', job.needed_by ? formatDay(job.needed_by, language) : t('facts.any_day')],
  ];
  return (
    <>
      <SimpleGrid cols={2} spacing="xs" component="dl" m={0}>
        {facts.map(([key, value]) => (
          <div key={key}>
            <Text component="dt" size="xs" c="dimmed">
              {t(`facts.${key}`)}
            </Text>
            <Text component="dd" m={0}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {job.slicing && <Sliced slicing={job.slicing} />}
      {job.note && (
        <Text mt="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {job.note}
        </Text>
      )}
    </>
  );
}

const SAME_PERCENT = 3;

/** How the estimate compares with a real slicer: said plainly, and that the price stays. */
function Sliced({ slicing }: { slicing: Slicing }) {
  const { t, i18n } = useTranslation('jobs');
  const { language } = i18n;
  const off = (name: 'mass' | 'time', percent: number) => {
    const way = Math.abs(percent) < SAME_PERCENT ? 'same' : percent > 0 ? 'more' : 'less';
    return t(`slicing.${name}_${way}`, { percent: formatPercent(Math.abs(percent) / 100, 0, language) });
  };
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {t('slicing.says', { mass: formatMass(slicing.grams_mg, language), time: formatDuration(slicing.seconds, language) })}{' '}
      {off('mass', slicing.mass_deviation_percent)} {off('time', slicing.time_deviation_percent)} {t('slicing.price_stays')}
    </Text>
  );
}
