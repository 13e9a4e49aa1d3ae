import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model3dList, UnitEnum } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatSize } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { acts, UNITS } from './api';

type Props = { model: Model3dList; onClose: () => void };

export function RenameDialog({ model, onClose }: Props) {
  const { t } = useTranslation('models');
  const [name, setName] = useState(model.name);
  const tidy = name.trim();
  return (
    <ActDialog
      title={t('rename.title')}
      verb={t('rename.verb')}
      isIncomplete={!tidy}
      perform={() => acts.rename(model, tidy)}
      done={t('rename.done', { name: tidy })}
      onClose={onClose}
    >
      <TextInput
        label={t('rename.name')}
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </ActDialog>
  );
}

const MM: Record<UnitEnum, number> = { mm: 1, cm: 10, m: 1000, inch: 25.4, foot: 304.8, micron: 0.001 };

/** A file often doesn't say in what unit it is drawn: its owner does, and sees at once how large it gets. */
export function RescaleDialog({ model, onClose }: Props) {
  const { t, i18n } = useTranslation('models');
  const now = UNITS.find((unit) => unit === model.unit) ?? 'mm';
  const [unit, setUnit] = useState<UnitEnum>(now);
  const size = model.size_mm?.map((length) => (length * MM[unit]) / MM[now]);
  return (
    <ActDialog
      title={t('rescale.title', { name: model.name })}
      verb={t('rescale.verb')}
      isIncomplete={unit === now}
      perform={() => acts.rescale(model, unit)}
      done={t('rescale.done', { name: model.name })}
      onClose={onClose}
    >
      <Text c="dimmed">{t('rescale.why')}</Text>
      <Select
        label={t('rescale.unit')}
        data={UNITS.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
        value={unit}
        onChange={(value) => setUnit(value as UnitEnum)}
        allowDeselect={false}
        data-autofocus
      />
      {size && (
        <Text aria-live="polite" data-number>
          {t('rescale.size', { size: formatSize(size, i18n.language) })}
        </Text>
      )}
    </ActDialog>
  );
}

type ActProps = {
  title: string;
  verb: string;
  done: string;
  isIncomplete: boolean;
  perform: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
};

function ActDialog({ title, verb, done, isIncomplete, perform, onClose, children }: ActProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: perform,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['models'] });
      toast(done, 'model');
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isIncomplete) act.mutate();
        }}
      >
        <Stack>
          {children}
          {act.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(act.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={act.isPending} disabled={isIncomplete}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
