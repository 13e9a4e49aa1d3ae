import { Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconCurrentLocation, IconMapPinOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpot } from '@/shared/lib/useSpot';
import { MapView } from '@/shared/ui/MapView';
import type { Facts } from './facts';
import { roundDegrees } from './place';

/** Where, in words and as a point: pressed on the map, taken from the browser, or written down. */
export function PlaceFields({ form }: { form: UseFormReturnType<Facts> }) {
  const { t } = useTranslation('events');
  const { lat, lng } = form.values;
  const put = (latitude: number, longitude: number) => form.setValues({ lat: roundDegrees(latitude), lng: roundDegrees(longitude) });
  const spot = useSpot(({ latitude, longitude }) => put(latitude, longitude));
  const pin = t('field.pin');
  const places = useMemo(
    () => (lat === '' || lng === '' ? [] : [{ id: 'pin', name: pin, latitude: lat, longitude: lng }]),
    [lat, lng, pin],
  );
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('field.area')} description={t('field.area_help')} maxLength={120} {...form.getInputProps('area')} />
        <TextInput label={t('field.place')} description={t('field.place_help')} maxLength={240} {...form.getInputProps('place')} />
      </SimpleGrid>
      <Checkbox
        label={t('field.private_place')}
        description={t('field.private_place_help')}
        {...form.getInputProps('is_place_private', { type: 'checkbox' })}
      />
      <div>
        <Text size="sm" mb={4}>
          {t('field.map_help')}
        </Text>
        <MapView label={t('field.map')} places={places} chosen="pin" onPick={put} height={280} />
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput label={t('field.lat')} min={-90} max={90} decimalScale={6} hideControls {...form.getInputProps('lat')} />
        <NumberInput label={t('field.lng')} min={-180} max={180} decimalScale={6} hideControls {...form.getInputProps('lng')} />
      </SimpleGrid>
      <Group gap="xs">
        {spot.isPossible && (
          <Button variant="default" loading={spot.isAsking} leftSection={<IconCurrentLocation size={16} aria-hidden />} onClick={spot.ask}>
            {t('field.here')}
          </Button>
        )}
        {places.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            leftSection={<IconMapPinOff size={16} aria-hidden />}
            onClick={() => form.setValues({ lat: '', lng: '' })}
          >
            {t('field.no_point')}
          </Button>
        )}
        {spot.isRefused && (
          <Text role="alert" c="var(--mantine-color-error)">
            {t('near.refused')}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
