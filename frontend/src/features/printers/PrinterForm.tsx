import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer, TechnologyEnum } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { landErrors } from '@/shared/lib/errors';
import { AmountInput } from '@/shared/ui/AmountInput';
import { Dialog } from '@/shared/ui/Dialog';
import { EditProblem } from '@/shared/ui/EditProblem';
import { toast } from '@/shared/ui/toast';
import { addPrinter, currencyQuery, editPrinter, loadPrinter, materialsQuery } from './api';

const TECHNOLOGIES: TechnologyEnum[] = ['fdm', 'sla', 'sls'];

const startOf = (printer?: Printer) => ({
  name: printer?.name ?? '',
  model: printer?.model ?? '',
  technology: printer?.technology ?? ('fdm' as TechnologyEnum),
  build_x_mm: printer?.build_x_mm ?? 220,
  build_y_mm: printer?.build_y_mm ?? 220,
  build_z_mm: printer?.build_z_mm ?? 220,
  nozzle_mm: printer?.nozzle_mm ?? 0.4,
  min_layer_mm: printer?.min_layer_mm ?? 0.1,
  max_layer_mm: printer?.max_layer_mm ?? 0.3,
  materials: printer?.materials.map(({ id }) => id) ?? [],
  amount_per_hour: printer?.amount_per_hour ?? null,
  is_choosable: printer?.is_choosable ?? true,
  notes: printer?.notes ?? '',
});

/** A new machine, or an old one's facts. */
export function PrinterForm({ lab, printer, onClose }: { lab: string; printer?: Printer; onClose: () => void }) {
  const { t } = useTranslation('printers');
  const queries = useQueryClient();
  const materials = useQuery(materialsQuery);
  const { data: currency = printer?.lab.currency ?? 'EUR' } = useQuery(currencyQuery(lab));
  const [problem, setProblem] = useState<string>();
  const form = useForm({
    initialValues: startOf(printer),
    validateInputOnBlur: true,
    validate: {
      name: (name) => (name.trim() ? null : t('common:field_error.required')),
      max_layer_mm: (most, { min_layer_mm }) => (most < min_layer_mm ? t('layers_crossed') : null),
    },
  });
  const save = useEdit<Printer, ReturnType<typeof startOf>>({
    row: printer,
    of: startOf,
    load: () => loadPrinter(printer?.id ?? ''),
    save: (values, headers) => (printer ? editPrinter(printer.id, values, headers) : addPrinter({ ...values, lab })),
    onSaved: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['printers'] });
      toast(t(printer ? 'done.edit' : 'done.add', { printer: name }));
      onClose();
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  const technology = form.values.technology;
  const offered = (materials.data ?? []).filter((one) => (one.technology ?? 'fdm') === technology);
  return (
    <Dialog onClose={onClose} size="lg" title={printer ? t('ask.edit', { printer: printer.name }) : t('add')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          save.mutate(values);
        })}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('field.name')} required data-autofocus {...form.getInputProps('name')} />
            <TextInput label={t('field.model')} {...form.getInputProps('model')} />
          </SimpleGrid>
          <Select
            label={t('field.technology')}
            data={TECHNOLOGIES.map((value) => ({ value, label: t(`technology.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('technology')}
            onChange={(value) => form.setValues({ technology: value as TechnologyEnum, materials: [] })}
          />
          <SimpleGrid cols={3}>
            {(['build_x_mm', 'build_y_mm', 'build_z_mm'] as const).map((side) => (
              <NumberInput
                key={side}
                label={t(`field.${side}`)}
                suffix=" mm"
                min={1}
                max={10_000}
                hideControls
                {...form.getInputProps(side)}
              />
            ))}
            {(['nozzle_mm', 'min_layer_mm', 'max_layer_mm'] as const).map((size) => (
              <NumberInput
                key={size}
                label={t(`field.${size}`)}
                suffix=" mm"
                min={0.01}
                max={5}
                step={0.05}
                decimalScale={3}
                hideControls
                {...form.getInputProps(size)}
              />
            ))}
          </SimpleGrid>
          <MultiSelect
            label={t('field.materials')}
            data={offered.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            clearable
            {...form.getInputProps('materials')}
          />
          <AmountInput
            label={t('field.amount_per_hour')}
            description={t('field.amount_per_hour_help')}
            currency={currency}
            amount={form.values.amount_per_hour}
            onAmount={(amount) => form.setFieldValue('amount_per_hour', amount)}
            error={form.errors.amount_per_hour}
          />
          <Textarea label={t('field.notes')} description={t('field.notes_help')} autosize minRows={2} {...form.getInputProps('notes')} />
          <Checkbox label={t('field.is_choosable')} {...form.getInputProps('is_choosable', { type: 'checkbox' })} />
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
