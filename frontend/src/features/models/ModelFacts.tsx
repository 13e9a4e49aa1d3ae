import { Anchor, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Before, Model3d } from '@/shared/api/gen/types.gen';
import { formatNumber, formatSize } from '@/shared/lib/format';
import { ButtonLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { modelQuery } from './api';
import classes from './Models.module.css';
import { refusalText } from './words';

/** Everything measured on a model; beside the figures of the one it was repaired from. */
export function ModelFacts({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('models');
  const query = useQuery(modelQuery(id));
  return (
    <Modal opened onClose={onClose} title={query.data?.name ?? t('act.facts')} size="lg">
      <QueryView query={query} skeleton={<SkeletonRows rows={8} height={28} />}>
        {(model) => <Facts model={model} />}
      </QueryView>
    </Modal>
  );
}

function Facts({ model }: { model: Model3d }) {
  const { t, i18n } = useTranslation(['models', 'quote']);
  const rows: [string, string][] = [
    [t('fact.file'), `${model.filename} · ${formatBytes(model.size_bytes, i18n.language)}`],
    ...(model.size_mm ? [[t('fact.size'), formatSize(model.size_mm, i18n.language)] as [string, string]] : []),
    ...(model.unit ? [[t('fact.unit'), t(`unit.${model.unit}`, { defaultValue: model.unit })] as [string, string]] : []),
  ];
  return (
    <Stack>
      <span>
        <StatusBadge kind="model" status={model.status} size="md" />
      </span>
      {model.thumbnail_url && (
        <div className={classes.picture} style={{ maxHeight: 260 }}>
          <img src={model.thumbnail_url} alt="" />
        </div>
      )}
      {model.status === 'refused' && <Text>{refusalText(model, t)}</Text>}
      {model.status === 'analyzing' && model.repaired_from && <Text c="dimmed">{t('repairing')}</Text>}
      <dl className={classes.facts}>
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd style={{ overflowWrap: 'anywhere' }}>{value}</dd>
          </div>
        ))}
      </dl>
      {model.status === 'ready' && <Measured model={model} before={model.repaired_from} />}
      <Group justify="flex-end">
        {model.file_url && (
          <Anchor href={model.file_url} download>
            {t('download')}
          </Anchor>
        )}
        {model.status === 'ready' && !model.is_archived && (
          <ButtonLink to="/print" search={{ model: model.id } as never}>
            {t('print_again')}
          </ButtonLink>
        )}
      </Group>
    </Stack>
  );
}

const MEGA = 1_000_000;

function formatBytes(bytes: number, language: string): string {
  return bytes < MEGA ? `${formatNumber(bytes / 1000, 1, language)} kB` : `${formatNumber(bytes / MEGA, 1, language)} MB`;
}

function Measured({ model, before }: { model: Before; before: Before | null }) {
  const { t, i18n } = useTranslation('models');
  const number = (value: number | null | undefined, digits = 0) => (value == null ? '–' : formatNumber(value, digits, i18n.language));
  const facts: [string, (one: Before) => string][] = [
    ['triangles', (one) => number(one.triangles)],
    ['volume', (one) => `${number((one.volume_mm3 ?? 0) / 1000, 2)} cm³`],
    ['area', (one) => `${number((one.area_mm2 ?? 0) / 100, 1)} cm²`],
    ['closed', (one) => (one.is_watertight ? t('yes') : t('no'))],
    ['bodies', (one) => number(one.report?.topology.bodies)],
    ['open_edges', (one) => number(one.report?.topology.open_edges)],
    ['non_manifold_edges', (one) => number(one.report?.topology.non_manifold_edges)],
    ['must_fix', (one) => number(one.report?.findings.filter(({ severity }) => severity === 'must_fix').length)],
  ];
  return (
    <Table>
      {before && (
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fact.name')}</Table.Th>
            <Table.Th ta="end">{t('before')}</Table.Th>
            <Table.Th ta="end">{t('after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
      )}
      <Table.Tbody>
        {facts.map(([name, read]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {t(`fact.${name}`)}
            </Table.Th>
            {before && (
              <Table.Td ta="end" c="dimmed">
                {read(before)}
              </Table.Td>
            )}
            <Table.Td ta="end" fw={before && read(before) !== read(model) ? 600 : undefined}>
              {read(model)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
