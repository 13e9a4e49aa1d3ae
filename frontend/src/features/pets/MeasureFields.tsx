import { Group, NumberInput, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MeasuringGuide } from './MeasuringGuide';
import type { PetForm } from './petForm';
import { converted, digitsOf, keepUnits, LENGTHS, MEASURES, type Measure, mostOf, type Units, unitOf, WEIGHTS } from './units';

/** Measurements in the units at hand, beside a sketch that shows where to put the tape. */
export function MeasureFields({ form }: { form: UseFormReturnType<PetForm> }) {
  const { t } = useTranslation('pets');
  const [lit, setLit] = useState<Measure>();
  const { units, measurements, species } = form.values;
  const change = (next: Units) => {
    keepUnits(next);
    form.setValues({ units: next, measurements: converted(measurements, units, next) });
  };
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Stack>
        <Group gap="xs">
          <SegmentedControl
            aria-label={t('unit.length')}
            data={LENGTHS.map((value) => ({ value, label: t(`unit.${value}`) }))}
            value={units.length}
            onChange={(next) => change({ ...units, length: LENGTHS.find((one) => one === next) ?? units.length })}
          />
          <SegmentedControl
            aria-label={t('unit.weight')}
            data={WEIGHTS.map((value) => ({ value, label: t(`unit.${value}`) }))}
            value={units.weight}
            onChange={(next) => change({ ...units, weight: WEIGHTS.find((one) => one === next) ?? units.weight })}
          />
        </Group>
        {MEASURES.map((measure) => {
          const field = form.getInputProps(`measurements.${measure}`);
          return (
            <NumberInput
              key={measure}
              label={t(`measure.${measure}`)}
              description={t(`guide.${measure}`)}
              suffix={` ${t(`unit.${unitOf(measure, units)}`)}`}
              min={0}
              max={mostOf(measure, units)}
              decimalScale={digitsOf(measure, units)}
              hideControls
              {...field}
              onFocus={(event) => {
                field.onFocus?.(event);
                setLit(measure);
              }}
              onBlur={(event) => {
                field.onBlur?.(event);
                setLit(undefined);
              }}
            />
          );
        })}
      </Stack>
      <MeasuringGuide species={species} lit={lit} />
    </SimpleGrid>
  );
}
