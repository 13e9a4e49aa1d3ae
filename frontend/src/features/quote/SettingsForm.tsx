import {
  Button,
  Card,
  ColorSwatch,
  Group,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Slider,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '@/shared/lib/days';
import { formatNumber, formatPercent } from '@/shared/lib/format';
import { colorsQuery, materialsQuery } from './api';
import { DEFAULTS, FINISHES, LAYERS, type PrintSearch } from './wish';

type Props = { search: PrintSearch; onChange: (changes: Partial<PrintSearch>) => void };

/** Everything that decides the price; each change goes to the address, and the price follows. */
export function SettingsForm({ search, onChange }: Props) {
  const { t, i18n } = useTranslation('quote');
  const { data: materials = [] } = useQuery(materialsQuery);
  const { data: colors = [] } = useQuery(colorsQuery(search.material));
  const material = materials.find(({ id }) => id === search.material);
  const technology = material?.technology ?? 'fdm';
  const layers = LAYERS[technology] ?? LAYERS.fdm;
  const is = { ...DEFAULTS, ...search };
  const mm = (value: number) => `${formatNumber(value, 3, i18n.language)} mm`;

  const chooseMaterial = (id: string | null) => {
    const next = materials.find((one) => one.id === id)?.technology ?? 'fdm';
    const fits = (LAYERS[next] ?? []).includes(is.layer);
    onChange({ material: id ?? undefined, color: undefined, layer: fits ? search.layer : LAYERS[next]?.at(next === 'fdm' ? 2 : 0) });
  };

  return (
    <Card component="section" aria-label={t('settings.title')}>
      <Stack>
        <Select
          label={t('settings.material')}
          description={material?.description}
          data={materials.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.material ?? null}
          onChange={chooseMaterial}
          allowDeselect={false}
          searchable
        />
        <Colors colors={colors} value={is.color} onChange={(color) => onChange({ color: color || undefined })} />
        <SimpleGrid cols={2}>
          <NativeSelect
            label={t('settings.layer')}
            value={String(is.layer)}
            data={layers.map((layer) => ({ value: String(layer), label: mm(layer) }))}
            onChange={(event) => onChange({ layer: Number(event.currentTarget.value) })}
          />
          <NumberInput
            label={t('settings.quantity')}
            min={1}
            max={10_000}
            clampBehavior="strict"
            allowDecimal={false}
            value={is.quantity}
            onChange={(value) => onChange({ quantity: Number(value) || 1 })}
          />
        </SimpleGrid>
        {technology === 'fdm' && (
          <>
            <LiveSlider
              label={t('settings.infill')}
              min={0}
              max={100}
              step={5}
              value={is.infill}
              format={(value) => formatPercent(value / 100, 0, i18n.language)}
              onChange={(infill) => onChange({ infill })}
            />
            <LiveSlider
              label={t('settings.walls')}
              min={1}
              max={6}
              step={1}
              value={is.walls}
              format={String}
              onChange={(walls) => onChange({ walls })}
            />
          </>
        )}
        {technology !== 'sls' && (
          <Switch
            label={t('settings.supports')}
            description={t('settings.supports_help')}
            checked={is.supports}
            onChange={(event) => onChange({ supports: event.currentTarget.checked || undefined })}
          />
        )}
        <div>
          <Text size="sm" fw={500} mb={4} id="finish-label">
            {t('settings.finish')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="finish-label"
            value={is.finish}
            data={FINISHES.map((finish) => ({ value: finish, label: t(`finish.${finish}`) }))}
            onChange={(finish) => onChange({ finish: finish as PrintSearch['finish'] })}
          />
        </div>
        <SimpleGrid cols={2}>
          <NumberInput
            label={t('settings.scale')}
            suffix=" %"
            min={1}
            max={10_000}
            value={is.scale}
            onChange={(value) => onChange({ scale: Number(value) || 100 })}
          />
          <TextInput
            type="date"
            label={t('settings.needed_by')}
            value={search.by ?? ''}
            min={today()}
            onChange={(event) => onChange({ by: event.currentTarget.value || undefined })}
          />
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

type ColorsProps = { colors: { color_hex: string; color_name: string; labs: number }[]; value: string; onChange: (hex: string) => void };

function Colors({ colors, value, onChange }: ColorsProps) {
  const { t } = useTranslation('quote');
  if (colors.length === 0) return null;
  return (
    <div role="radiogroup" aria-label={t('settings.color')}>
      <Text size="sm" fw={500} mb={4}>
        {t('settings.color')}
      </Text>
      <Group gap="xs">
        <Button size="compact-md" variant={value ? 'default' : 'light'} role="radio" aria-checked={!value} onClick={() => onChange('')}>
          {t('settings.any_color')}
        </Button>
        {colors.map(({ color_hex, color_name }) => (
          <ColorSwatch
            key={color_hex}
            component="button"
            type="button"
            role="radio"
            aria-checked={value === color_hex}
            aria-label={color_name}
            title={color_name}
            color={color_hex}
            size={30}
            style={{ cursor: 'pointer', outline: value === color_hex ? '2px solid var(--focus-ring)' : undefined, outlineOffset: 2 }}
            onClick={() => onChange(color_hex)}
          />
        ))}
      </Group>
      <Text size="xs" c="dimmed" mt={4} mih={16}>
        {colors.find(({ color_hex }) => color_hex === value)?.color_name}
      </Text>
    </div>
  );
}

type SliderProps = {
  label: string;
  min: number;
  max: number;
  step: number;
  value: number;
  format: (value: number) => string;
  onChange: (value: number) => void;
};

/** Shows the value while it is dragged, tells it when it is let go. */
function LiveSlider({ label, value, format, onChange, ...range }: SliderProps) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Text size="sm" data-number>
          {format(shown)}
        </Text>
      </Group>
      <Slider thumbLabel={label} label={null} value={shown} onChange={setShown} onChangeEnd={onChange} {...range} />
    </div>
  );
}
