import { Grid, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Spot } from '@/shared/lib/useSpot';
import { MapView } from '@/shared/ui/MapView';
import type { AnyEventCard } from './api';
import { EventRow } from './EventRow';
import classes from './Events.module.css';
import { COARSE_M } from './place';

type Props = { events: readonly AnyEventCard[]; chosen?: string; onChoose: (id: string) => void; here?: Spot };

/** Events as pins and, beside the map, as a list: what the one shows can be done with the other. */
export function EventMap({ events, chosen, onChoose, here }: Props) {
  const { t } = useTranslation('events');
  const list = useRef<HTMLDivElement>(null);
  const places = useMemo(
    () =>
      events.flatMap(({ id, title, lat, lng, knows_place }) =>
        typeof lat === 'number' && typeof lng === 'number'
          ? [{ id, name: title, latitude: lat, longitude: lng, ...(!knows_place && { withinM: COARSE_M }) }]
          : [],
      ),
    [events],
  );
  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-event="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 5 }} order={{ base: 2, md: 1 }}>
        <Text size="sm" c="dimmed" mb="xs" aria-live="polite">
          {t('map.count', { count: places.length })}
        </Text>
        <Stack gap="xs" component="ul" ref={list} className={classes.list}>
          {events.map((event) => (
            <li key={event.id} data-event={event.id}>
              <EventRow event={event} isChosen={event.id === chosen} />
            </li>
          ))}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }} order={{ base: 1, md: 2 }}>
        <div className={classes.aside}>
          <MapView label={t('map.label')} places={places} chosen={chosen} onChoose={onChoose} here={here} height="min(600px, 50vh)" />
        </div>
      </Grid.Col>
    </Grid>
  );
}
