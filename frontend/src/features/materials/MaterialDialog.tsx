import { Button, Group, NumberInput, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material, TechnologyEnum } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { EditProblem } from '@/shared/ui/EditProblem';
import { toast } from '@/shared/ui/toast';
import { acts, TECHNOLOGIES } from './api';

const startOf = (material?: Material) => ({
  name: material?.name ?? '',
  code: material?.code ?? '',
  technology: (material?.technology ?? 'fdm') as TechnologyEnum,
  density_g_cm3: (material?.density_g_cm3 ?? '') as number | string,
  description: material?.description ?? '',
  is_active: material?.is_active ?? true,
});

/** A material that labs may offer; its density turns volume into grams. */
export function MaterialDialog({ material, onClose }: { material?: Material; onClose: () => void }) {
  const { t } = useTranslation('materials');
  const queries = useQueryClient();
  const needed = (text: string) => (text.trim() ? null : t('common:field_error.required'));
  const form = useForm({
    initialValues: startOf(material),
    validate: {
      name: needed,
      code: needed,
      density_g_cm3: (density) => (Number(density) > 0 ? null : t('common:field_error.required')),
    },
  });
  const [problem, setProblem] = useState<string>();
  const save = useEdit<Material, ReturnType<typeof startOf>>({
    row: material,
    of: startOf,
    load: () => acts.load(material?.id ?? ''),
    save: (values, headers) => {
      const body = { ...values, density_g_cm3: Number(values.density_g_cm3) };
      return material ? acts.edit(material.id, body, headers) : acts.add(body);
    },
    onSaved: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['materials'] });
      toast(t('saved', { name }), 'material');
      onClose();
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  return (
    <Dialog onClose={onClose} title={material ? t('edit', { name: material.name }) : t('add')}>
      <form
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          save.mutate(values);
        })}
        noValidate
      >
        <Stack>
          <TextInput label={t('name')} required data-autofocus {...form.getInputProps('name')} />
          <TextInput label={t('code')} description={t('code_help')} required {...form.getInputProps('code')} />
          <Select
            label={t('technology')}
            data={TECHNOLOGIES.map((one) => ({ value: one, label: t(`technology_name.${one}`) }))}
            allowDeselect={false}
            {...form.getInputProps('technology')}
          />
          <NumberInput
            label={t('density')}
            description={t('density_help')}
            required
            suffix=" g/cm³"
            min={0}
            max={25}
            step={0.01}
            decimalScale={3}
            {...form.getInputProps('density_g_cm3')}
          />
          <Textarea label={t('description')} autosize minRows={2} {...form.getInputProps('description')} />
          <Switch label={t('active')} description={t('active_help')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
          <EditProblem edit={save} words={problem} onTake={(theirs) => form.setValues(startOf(theirs))} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
