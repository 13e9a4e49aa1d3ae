import { Autocomplete, Button, ColorInput, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filament, Spool } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { EditProblem } from '@/shared/ui/EditProblem';
import { toast } from '@/shared/ui/toast';
import { catalogQuery, filamentsQuery, spoolActs } from './api';

const MG = 1000;
const FULL_G = 1000;
const LOW_G = 150;

const startOf = (spool?: Spool) => ({
  material: spool?.material.id ?? '',
  color_name: spool?.color_name ?? '',
  color_hex: spool?.color_hex ?? '',
  label: spool?.label ?? '',
  initial_mg: FULL_G as number | string,
  remaining_mg: '' as number | string,
  low_at_mg: (spool?.low_at_mg === undefined ? LOW_G : spool.low_at_mg / MG) as number | string,
});

/** A new spool, or another label, color or warning mark. Masses are typed in grams. */
export function SpoolDialog({ lab, spool, onClose }: { lab: string; spool?: Spool; onClose: () => void }) {
  const { t } = useTranslation('stock');
  const queries = useQueryClient();
  const { data: materials = [] } = useQuery(catalogQuery);
  const form = useForm({
    initialValues: startOf(spool),
    validate: {
      material: (id) => (id ? null : t('common:field_error.required')),
      color_name: (name) => (name.trim() ? null : t('common:field_error.required')),
      color_hex: (hex) => (/^#[0-9a-f]{6}$/i.test(hex) ? null : t('spool.hex_wrong')),
      initial_mg: (grams) => (Number(grams) > 0 ? null : t('common:field_error.required')),
    },
  });
  const mg = (grams: number | string) => Math.round(Number(grams) * MG);
  const [key] = useState(() => crypto.randomUUID()); // sent twice by a nervous finger, the spool still stands there once
  const [problem, setProblem] = useState<string>();
  const save = useEdit<Spool, ReturnType<typeof startOf>>({
    row: spool,
    of: startOf,
    load: () => spoolActs.load(spool?.id ?? ''),
    save: (values, headers) => {
      const { color_name, color_hex, label } = values;
      const facts = { color_name: color_name.trim(), color_hex, label, low_at_mg: mg(values.low_at_mg) };
      if (spool) return spoolActs.edit(spool.id, facts, headers);
      const remaining = values.remaining_mg === '' ? {} : { remaining_mg: mg(values.remaining_mg) };
      return spoolActs.add({ ...facts, lab, material: values.material, initial_mg: mg(values.initial_mg), ...remaining }, key);
    },
    onSaved: ({ color_name }) => {
      void queries.invalidateQueries({ queryKey: ['spools'] });
      toast(t(spool ? 'spool.done.edit' : 'spool.done.add', { name: color_name }), 'spool');
      onClose();
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  const code = materials.find(({ id }) => id === form.values.material)?.code;
  return (
    <Dialog onClose={onClose} title={t(spool ? 'spool.edit' : 'spool.add')}>
      <form
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          save.mutate(values);
        })}
        noValidate
      >
        <Stack>
          {!spool && (
            <>
              <Select
                label={t('material')}
                required
                searchable
                data={materials.map(({ id, name }) => ({ value: id, label: name }))}
                data-autofocus
                {...form.getInputProps('material')}
              />
              <FilamentPicker
                material={code}
                onPick={({ brand, color_name, color_hex }) => form.setValues({ color_name: `${brand} ${color_name}`, color_hex })}
              />
            </>
          )}
          <TextInput label={t('spool.color_name')} required maxLength={60} {...form.getInputProps('color_name')} />
          <ColorInput label={t('spool.color_hex')} required format="hex" {...form.getInputProps('color_hex')} />
          <TextInput label={t('spool.label')} description={t('spool.label_help')} maxLength={60} {...form.getInputProps('label')} />
          {!spool && (
            <Group grow align="flex-start">
              <NumberInput label={t('spool.initial')} required suffix=" g" min={0} {...form.getInputProps('initial_mg')} />
              <NumberInput
                label={t('spool.remaining')}
                placeholder={t('spool.full')}
                suffix=" g"
                min={0}
                {...form.getInputProps('remaining_mg')}
              />
            </Group>
          )}
          <NumberInput label={t('spool.low_at')} suffix=" g" min={0} {...form.getInputProps('low_at_mg')} />
          <EditProblem edit={save} words={problem} onTake={(theirs) => form.setValues(startOf(theirs))} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(spool ? 'spool.save' : 'spool.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Name and color of what one can buy, so that nobody has to guess a hex number. */
function FilamentPicker({ material, onPick }: { material?: string; onPick: (filament: Filament) => void }) {
  const { t } = useTranslation('stock');
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, 250);
  const { data: found = [] } = useQuery(filamentsQuery(search, material));
  const named = new Map(found.map((one) => [`${one.brand} · ${one.color_name}`, one]));
  return (
    <Autocomplete
      label={t('spool.brand')}
      description={t('spool.brand_help')}
      data={[...named.keys()]}
      filter={({ options }) => options}
      value={text}
      onChange={setText}
      onOptionSubmit={(name) => {
        const filament = named.get(name);
        if (filament) onPick(filament);
      }}
    />
  );
}
