import { Button, Group, NumberInput, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconCurrentLocation } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpot } from '@/shared/lib/useSpot';
import { COUNTRIES, type Profile } from './profile';

/** Who the lab is and where: shared by the application and the settings. */
export function LabFields({ form }: { form: UseFormReturnType<Profile> }) {
  const { t, i18n } = useTranslation('labs');
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'region' });
    return COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code })).toSorted((a, b) => a.label.localeCompare(b.label));
  }, [i18n.language]);
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')], []);
  const spot = useSpot(({ latitude, longitude }) => form.setValues({ lat: round(latitude), lng: round(longitude) }));
  return (
    <>
      <TextInput label={t('field.name')} required maxLength={120} {...form.getInputProps('name')} />
      <Textarea
        label={t('field.description')}
        description={t('field.description_help')}
        autosize
        minRows={3}
        maxLength={4000}
        {...form.getInputProps('description')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('field.street')} autoComplete="street-address" maxLength={200} {...form.getInputProps('street')} />
        <TextInput label={t('field.postal_code')} autoComplete="postal-code" maxLength={20} {...form.getInputProps('postal_code')} />
        <TextInput label={t('field.city')} required autoComplete="address-level2" maxLength={120} {...form.getInputProps('city')} />
        <Select label={t('field.country')} required data={countries} searchable {...form.getInputProps('country')} />
        <Select label={t('field.timezone')} data={zones} searchable allowDeselect={false} limit={60} {...form.getInputProps('timezone')} />
        <TextInput label={t('field.email')} type="email" autoComplete="email" {...form.getInputProps('email')} />
        <TextInput label={t('field.phone')} type="tel" autoComplete="tel" maxLength={40} {...form.getInputProps('phone')} />
        <TextInput label={t('field.website')} type="url" placeholder="https://" {...form.getInputProps('website')} />
        <NumberInput label={t('field.lat')} min={-90} max={90} decimalScale={6} hideControls {...form.getInputProps('lat')} />
        <NumberInput label={t('field.lng')} min={-180} max={180} decimalScale={6} hideControls {...form.getInputProps('lng')} />
      </SimpleGrid>
      {spot.isPossible && (
        <Group>
          <Button variant="default" loading={spot.isAsking} leftSection={<IconCurrentLocation size={16} aria-hidden />} onClick={spot.ask}>
            {t('field.here')}
          </Button>
          {spot.isRefused && <span role="alert">{t('near.refused')}</span>}
        </Group>
      )}
    </>
  );
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
