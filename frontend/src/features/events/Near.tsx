import { Alert, Autocomplete, Button, Group, NativeSelect, Popover, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCurrentLocation, IconMapPin, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/format';
import { useSpot } from '@/shared/lib/useSpot';
import { placesQuery } from './api';
import { roundDegrees } from './place';
import { type EventsSearch, RADII, RADIUS, readPoint } from './search';

type Props = { search: EventsSearch; onChange: (changes: EventsSearch) => void };

const NOWHERE = { lat: undefined, lng: undefined, place: undefined, km: undefined };

/** Events around a point: where the browser says one is, once it was asked to, or a place that is typed. */
export function Near({ search, onChange }: Props) {
  const { t, i18n } = useTranslation('events');
  const [isOpen, setOpen] = useState(false);
  if (search.lat === undefined)
    return (
      <Popover opened={isOpen} onChange={setOpen} width="min(320px, 85vw)" position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconMapPin size={16} aria-hidden />} onClick={() => setOpen((was) => !was)}>
            {t('near.open')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('near.open')}>
          <Where
            onWhere={(lat, lng, place) => {
              setOpen(false);
              onChange({ lat: roundDegrees(lat), lng: roundDegrees(lng), place, event: undefined });
            }}
          />
        </Popover.Dropdown>
      </Popover>
    );
  const point = `${formatNumber(search.lat, 2, i18n.language)}, ${formatNumber(search.lng ?? 0, 2, i18n.language)}`;
  return (
    <Group gap="xs">
      <Button variant="light" rightSection={<IconX size={16} aria-hidden />} onClick={() => onChange(NOWHERE)}>
        {t('near.on', { place: search.place ?? point })}
      </Button>
      <NativeSelect
        aria-label={t('near.radius')}
        value={search.km ?? RADIUS}
        data={RADII.map((km) => ({ value: String(km), label: t('near.within', { km }) }))}
        onChange={(event) => onChange({ km: RADII.find((km) => String(km) === event.currentTarget.value) })}
      />
    </Group>
  );
}

function Where({ onWhere }: { onWhere: (lat: number, lng: number, place?: string) => void }) {
  const { t } = useTranslation('events');
  const [text, setText] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const [name] = useDebouncedValue(text.trim(), 200);
  const places = useQuery(placesQuery(name));
  const asked = useSpot(({ latitude, longitude }) => onWhere(latitude, longitude, t('near.me')));
  const go = async (wanted: string) => {
    const point = readPoint(wanted);
    if (point) return onWhere(point.latitude, point.longitude);
    const known = (places.data ?? []).find((one) => one.name.toLowerCase() === wanted.trim().toLowerCase()) ?? places.data?.[0];
    if (known) onWhere(known.latitude, known.longitude, known.name);
    else setUnknown(true);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void go(text);
      }}
    >
      <Stack gap="xs">
        <Autocomplete
          label={t('near.place')}
          description={t('near.place_help')}
          placeholder={t('near.example')}
          data={[...new Set((places.data ?? []).map((one) => one.name))]}
          value={text}
          onChange={(typed) => {
            setText(typed);
            setUnknown(false);
          }}
          onOptionSubmit={(chosen) => void go(chosen)}
          error={isUnknown && t('near.unknown')}
          comboboxProps={{ withinPortal: false }}
          data-autofocus
        />
        <Button type="submit" disabled={!text.trim()}>
          {t('near.go')}
        </Button>
        {asked.isPossible && (
          <>
            <Text size="sm" c="dimmed" ta="center">
              {t('near.or')}
            </Text>
            <Button
              variant="default"
              loading={asked.isAsking}
              leftSection={<IconCurrentLocation size={16} aria-hidden />}
              onClick={asked.ask}
            >
              {t('near.ask')}
            </Button>
          </>
        )}
        {asked.isRefused && (
          <Alert role="alert" color="red" variant="outline" py={4}>
            {t('near.refused')}
          </Alert>
        )}
      </Stack>
    </form>
  );
}
