import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Before, Model3d } from '@/shared/api/gen/types.gen';
import { formatBytes, formatNumber, formatSize } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { ButtonLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { modelQuery } from './api';
import classes from './Models.module.css';
import { refusalText } from './words';

export type RenderRepair = (model: Model3d, before: Before) => ReactNode;
type Props = { id: string; renderRepair: RenderRepair; onClose: () => void };

/** Everything measured on a model; beside the figures of the one it was repaired from. */
export function ModelFacts({ id, renderRepair, onClose }: Props) {
  const { t } = useTranslation('models');
  const query = useQuery(modelQuery(id));
  return (
    <Dialog onClose={onClose} title={query.data?.name ?? t('act.facts')} size="lg">
      <QueryView query={query} skeleton={<SkeletonRows rows={8} height={28} />}>
        {(model) => <Facts model={model} renderRepair={renderRepair} />}
      </QueryView>
    </Dialog>
  );
}

function Facts({ model, renderRepair }: { model: Model3d; renderRepair: RenderRepair }) {
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
      {model.status === 'ready' && (model.repaired_from ? renderRepair(model, model.repaired_from) : <Measured model={model} />)}
      <Group justify="flex-end">
        {model.file_url && (
          <Anchor href={model.file_url} download>
            {t('download')}
          </Anchor>
        )}
        {model.status === 'ready' && !model.is_archived && (
          <ButtonLink to="/print" search={{ model: model.id } as never}>
            {t('print')}
          </ButtonLink>
        )}
      </Group>
    </Stack>
  );
}

function Measured({ model }: { model: Model3d }) {
  const { t, i18n } = useTranslation('models');
  const number = (value: number | null | undefined, digits = 0) => (value == null ? '–' : formatNumber(value, digits, i18n.language));
  const facts: [string, string][] = [
    ['triangles', number(model.triangles)],
    ['volume', `${number((model.volume_mm3 ?? 0) / 1000, 2)} cm³`],
    ['area', `${number((model.area_mm2 ?? 0) / 100, 1)} cm²`],
    ['closed', model.is_watertight ? t('yes') : t('no')],
    ['bodies', number(model.report?.topology.bodies)],
    ['open_edges', number(model.report?.topology.open_edges)],
    ['non_manifold_edges', number(model.report?.topology.non_manifold_edges)],
    ['must_fix', number(model.report?.findings.filter(({ severity }) => severity === 'must_fix').length)],
  ];
  return (
    <Table>
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {t(`fact.${name}`)}
            </Table.Th>
            <Table.Td ta="end">{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
