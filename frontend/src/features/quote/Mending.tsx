import { Alert, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconRuler2, IconTool } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Model3d, UnitEnum } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatSize } from '@/shared/lib/format';
import { toastUndo } from '@/shared/ui/toast';
import { modelQuery, repairModel, rescaleModel } from './api';
import { sizeIn, suggestedUnit } from './report';

const UNITS: UnitEnum[] = ['mm', 'cm', 'm', 'inch', 'foot', 'micron'];

type Props = { model: Model3d; onModel: (id: string) => void };

/** What can be done at once about a model that is broken or of odd size. */
export function Mending({ model, onModel }: Props) {
  const isOdd = model.report?.findings.some(({ code }) => code === 'tiny' || code === 'huge' || code === 'unit_suspicion');
  return (
    <>
      {model.allowed_actions.includes('repair') && <RepairOffer model={model} onModel={onModel} />}
      {isOdd && model.allowed_actions.includes('rescale') && <UnitOffer model={model} onModel={onModel} />}
    </>
  );
}

function RepairOffer({ model, onModel }: Props) {
  const { t } = useTranslation('quote');
  const queries = useQueryClient();
  const repair = useMutation({
    mutationFn: () => repairModel(model.id),
    onSuccess: (mended) => {
      queries.setQueryData(modelQuery(mended.id).queryKey, mended);
      onModel(mended.id);
    },
  });
  return (
    <Alert variant="outline" color="strata" icon={<IconTool aria-hidden />} title={t('mend.repair_title')}>
      <Stack gap="xs" align="flex-start">
        <Text>{t('mend.repair_why')}</Text>
        {repair.error ? (
          <Text role="alert" c="var(--mantine-color-error)">
            {sentenceOf(repair.error)}
          </Text>
        ) : null}
        <Button size="compact-md" loading={repair.isPending} onClick={() => repair.mutate()}>
          {t('mend.repair')}
        </Button>
      </Stack>
    </Alert>
  );
}

function UnitOffer({ model, onModel }: Props) {
  const { t, i18n } = useTranslation('quote');
  const queries = useQueryClient();
  const suggested = suggestedUnit(model);
  const sizeText = (unit: UnitEnum) => formatSize(sizeIn(model.size_mm ?? [], model.unit, unit), i18n.language);
  const rescale = useMutation({
    mutationFn: (unit: UnitEnum) => rescaleModel(model.id, unit),
    onSuccess: (changed, unit) => {
      queries.setQueryData(modelQuery(changed.id).queryKey, changed);
      onModel(changed.id);
      const undo = async () => {
        const back = await rescaleModel(model.id, model.unit as UnitEnum);
        queries.setQueryData(modelQuery(back.id).queryKey, back);
      };
      toastUndo(t('mend.unit_done', { unit: t(`unit.${unit}`), size: sizeText(unit) }), undo, 'unit');
    },
  });
  return (
    <Alert
      variant="outline"
      color="strata"
      icon={<IconRuler2 aria-hidden />}
      title={suggested ? t('mend.unit_title', { unit: t(`unit.${suggested}`) }) : t('mend.unit_odd')}
    >
      <Stack gap="xs" align="flex-start">
        {suggested && model.size_mm && (
          <Text data-number>
            {t('mend.unit_why', { unit: t(`unit.${suggested}`), now: formatSize(model.size_mm, i18n.language), thus: sizeText(suggested) })}
          </Text>
        )}
        {rescale.error ? (
          <Text role="alert" c="var(--mantine-color-error)">
            {sentenceOf(rescale.error)}
          </Text>
        ) : null}
        <Group gap="xs">
          {suggested && (
            <Button size="compact-md" loading={rescale.isPending} onClick={() => rescale.mutate(suggested)}>
              {t('mend.unit_yes', { unit: t(`unit.${suggested}`) })}
            </Button>
          )}
          <Menu>
            <Menu.Target>
              <Button
                size="compact-md"
                variant="default"
                loading={!suggested && rescale.isPending}
                rightSection={<IconChevronDown size={14} aria-hidden />}
              >
                {t('mend.another_unit')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {UNITS.filter((unit) => unit !== model.unit).map((unit) => (
                <Menu.Item key={unit} onClick={() => rescale.mutate(unit)} data-number>
                  {t(`unit.${unit}`)} · {sizeText(unit)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Stack>
    </Alert>
  );
}
